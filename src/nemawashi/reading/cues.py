"""The verbs, nouns and phrases that report what somebody said, thinks, wants or found, by the frame they take.

The classes follow the reporting verbs of English grammars (Quirk et al. 1985, §16.31; Biber et al. 1999, §9.2) and FrameNet's *Statement*,
*Telling*, *Request*, *Commitment*, *Desiring*, *Opinion* and *Evidence*. They are general: no verb is here for the sake of one report.
"""

__all__ = ["COGNITION", "EVIDENCE", "INFINITIVE", "NOUNS", "OBJECT", "PREPOSITION", "REFUSING", "REPORTING", "SAYING", "inflected"]

SAYING = frozenset(
    """
    say tell add note state announce report claim argue write explain insist stress emphasize emphasise declare warn acknowledge admit concede
    contend maintain remark reply respond recall assert allege suggest reiterate repeat confirm deny reveal disclose predict forecast caution
    observe comment continue conclude joke testify vow pledge promise swear boast complain lament quip tweet post counter retort shout chant
    ask inquire demand urge recommend propose advise indicate mention imply signal hint affirm reaffirm attest echo quote describe
    clarify estimate project advocate profess proclaim pronounce telegraph underscore highlight rule brief inform remind assure notify convince
    persuade begin go elaborate specify protest object muse opine posit theorize speculate bet guess exclaim bemoan decry bluster
    """.split()
)
"""Verbs that take a that-clause or a quotation."""

COGNITION = frozenset(
    """
    believe think hope expect know feel fear worry doubt suspect assume consider understand realize realise recognize recognise agree decide
    determine anticipate learn hear find discover conclude judge hold reckon figure imagine wish want prefer intend mean see remember
    forget regret wonder calculate dispute care
    """.split()
)
"""Verbs of thinking and wanting that take a that-clause."""

EVIDENCE = frozenset("show find reveal indicate suggest demonstrate prove document conclude confirm detail estimate disclose".split())
"""Verbs whose subject may be a survey, a study or a paper."""

INFINITIVE = frozenset(
    """
    vow pledge promise threaten refuse agree plan want hope offer seek ask decline intend propose demand expect wish prefer aim urge call
    encourage order request beg invite persuade advise warn instruct direct swear claim decide opt choose commit desire require pretend
    profess recommend implore press pressure push forbid
    """.split()
)
"""Verbs that take a to-infinitive whose content is wanted, promised, refused or asked."""

OBJECT = frozenset(
    """
    criticize criticise condemn praise support oppose reject urge demand propose suggest deny seek accuse question cite discuss denounce
    blast slam attack mock defend endorse back welcome blame dismiss applaud favor favour describe call label mention claim announce
    promise pledge want raise stress emphasize emphasise highlight note acknowledge admit allege predict warn threaten recommend advocate
    address outline detail explain express voice convey reiterate tout hail recall reveal confirm dispute protest decry lament
    slam chastise rebuke moot pitch table champion spurn shun brush refute shelve query decry tout weigh mull eye hammer rip fault compare liken refer reference request promote push accept admire argue expect fear
    consider refuse understand know see believe underscore echo signal declare quote unveil insist float
    """.split()
)
"""Verbs whose direct object may be the content."""

PREPOSITION: dict[str, frozenset[str]] = {
    "call": frozenset({"for", "on", "upon"}),
    "complain": frozenset({"about", "of"}),
    "warn": frozenset({"of", "against", "about"}),
    "speak": frozenset({"of", "about", "against"}),
    "talk": frozenset({"about", "of"}),
    "object": frozenset({"to"}),
    "refer": frozenset({"to"}),
    "point": frozenset({"to"}),
    "insist": frozenset({"on", "upon"}),
    "agree": frozenset({"on", "with", "to"}),
    "ask": frozenset({"for", "about"}),
    "push": frozenset({"for", "against"}),
    "balk": frozenset({"at"}),
    "bristle": frozenset({"at"}),
    "press": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "worry": frozenset({"about"}),
    "apologize": frozenset({"for"}),
    "apologise": frozenset({"for"}),
    "commit": frozenset({"to"}),
    "appeal": frozenset({"for"}),
    "inquire": frozenset({"about"}),
    "boast": frozenset({"of", "about"}),
    "joke": frozenset({"about"}),
    "know": frozenset({"about", "of"}),
    "comment": frozenset({"on"}),
    "advocate": frozenset({"for"}),
    "campaign": frozenset({"for", "against"}),
    "lash": frozenset({"at"}),
    "rail": frozenset({"against"}),
    "aim": frozenset({"for", "at"}),
    "hope": frozenset({"for"}),
    "allude": frozenset({"to"}),
    "disagree": frozenset({"with", "on"}),
}
"""Verbs whose content follows a preposition."""

REFUSING = frozenset({"refuse", "decline", "reject", "deny", "rule", "oppose", "dismiss"})

REPORTING = SAYING | COGNITION | EVIDENCE

NOUNS = frozenset(
    """
    claim statement argument assertion allegation belief view opinion warning announcement suggestion promise pledge vow proposal demand call
    request plea hope fear concern worry accusation charge criticism report comment remark declaration insistence acknowledgment
    acknowledgement admission conclusion finding prediction threat denial doubt plan desire decision notion idea sign evidence
    refusal offer pledge intention commitment support opposition expectation estimate question complaint wish
    """.split()
)
"""Nouns that carry a that-clause, a to-infinitive or an of-phrase as their content."""


def inflected(verb: str) -> tuple[str, ...]:
    """Give the forms of a verb as rules alone need them: base, -s, -ed, -ing and the irregular past."""
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb]
        return (verb, _third(verb), past, participle, _ing(verb))
    if verb.endswith("e"):
        past = verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past = verb[:-1] + "ied"
    elif verb in _DOUBLING:
        past = verb + verb[-1] + "ed"
    else:
        past = verb + "ed"
    return (verb, _third(verb), past, past, _ing(verb))


_DOUBLING = frozenset({"admit", "rip", "slam", "beg", "plan", "commit", "quip", "rebut", "refer", "prefer", "bet", "opt"})
_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "think": ("thought", "thought"),
    "know": ("knew", "known"),
    "feel": ("felt", "felt"),
    "find": ("found", "found"),
    "hear": ("heard", "heard"),
    "see": ("saw", "seen"),
    "show": ("showed", "shown"),
    "hold": ("held", "held"),
    "swear": ("swore", "sworn"),
    "seek": ("sought", "sought"),
    "mean": ("meant", "meant"),
    "begin": ("began", "begun"),
    "go": ("went", "gone"),
    "understand": ("understood", "understood"),
    "forbid": ("forbade", "forbidden"),
    "choose": ("chose", "chosen"),
    "speak": ("spoke", "spoken"),
    "bet": ("bet", "bet"),
    "forecast": ("forecast", "forecast"),
    "forget": ("forgot", "forgotten"),
}


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z")) or verb == "go":
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _ing(verb: str) -> str:
    if verb.endswith("ee"):
        return verb + "ing"
    if verb.endswith("e"):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLING else verb + "ing"
