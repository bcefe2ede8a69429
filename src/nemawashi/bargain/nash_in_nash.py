r"""Nash-in-Nash: every pair of a hub splits the gain from its own deal, taking all the other deals as given.

    t_i = β_i [ v(A) − v(A \ i) ] + (1 − β_i) · c_i

v(A) is what the hub has with all deals in A, c_i what deal i costs the partner, β_i the partner's bargaining power; t_i goes to the partner.
Horn & Wolinsky (1988), RAND J. Econ. 19:408; Collard-Wexler, Gowrisankaran & Lee (2019), J. Political Economy 127:163, eq. 1.
"""

from collections.abc import Callable, Mapping, Sequence

from nemawashi.errors import Fault, Refused

__all__ = ["hub_transfers"]


def hub_transfers(
    value: Callable[[frozenset[str]], float],
    partners: Sequence[str],
    power: float | Mapping[str, float] = 0.5,
    cost: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Give the transfer to each partner when all of them sign.

    Raises Refused when some deal has no gain given the others: then not all of them are signed, and the formula does not apply.
    """
    everyone = frozenset(partners)
    whole = value(everyone)
    share = {name: power if isinstance(power, float | int) else power[name] for name in partners}
    bear = {name: (cost or {}).get(name, 0.0) for name in partners}
    marginal = {name: whole - value(everyone - {name}) for name in partners}
    barren = [name for name in partners if marginal[name] < bear[name]]
    if barren:
        raise Refused(
            Fault(
                where=", ".join(barren),
                found="a deal that costs more than it adds, the others given",
                rule="Nash-in-Nash takes a network in which every deal has a gain",
                remedy="leave these partners out, and check that nobody left out would gain",
            )
        )
    return {name: share[name] * marginal[name] + (1 - share[name]) * bear[name] for name in partners}
