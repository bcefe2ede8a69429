// The JSON of the answers, as `nemawashi … --json` prints it. Only what the page reads is typed.
export interface Citation { source: string; pinpoint: string; short: string; long: string }
export type Basis = "cited" | "derived" | "assumed" | "judged";
export interface Figure {
  value: number | null; low: number | null; high: number | null; unit: string; as_of: string; basis: Basis;
  sources: Citation[]; text: string; method: string; note: string; change: boolean;
}
export interface Answer { side: string; on: string; known: string; receipt: Receipt }
export interface Receipt { version: string; case: string; data_version: string; data_sha256: string; scenario: string; notes: string[]; python: string; command: string }
export interface Want { issue: string; title: string; stance: string; firmness: string; level: number; citations: Citation[] }
export interface Chip { id: string; party: string; title: string; stage: string; on: string | null; citations: Citation[]; to_them: Figure | null; to_us: Figure | null }
export interface PackageRow { label: string; package: Record<string, string>; moves: string; gains: Record<string, Figure>; robust: string }
export interface Overview extends Answer {
  title: string; subtitle: string;
  deadline: { title: string; on: string; days: Figure } | null;
  changes: { text: string; on: string; citations: Citation[] }[];
  since: string;
  breakdown: { text: string; rows: [string, Figure][] };
  wants: { party: string; name: string; rows: Want[] }[];
  chips: Chip[];
  packages: { text: string; rows: PackageRow[] };
  blocked: { title: string; firmness: string; owner: string; citations: Citation[] }[];
  deficit: { text: string; figure: Figure | null };
  disputed: { text: string; citations: Citation[] }[];
  judgement: { text: string; figure: Figure | null };
}
export interface Option { id: string; title: string; status_quo: boolean; priced: boolean; why: string; citations: Citation[] }
export interface Issue { id: string; title: string; question: string; movers: string[]; options: Option[]; status_quo: string }
export interface Agenda extends Answer { issues: Issue[]; packages: { id: string; title: string; kind: string; package: Record<string, string> }[] }
export interface Outcome { party: string; party_name: string; sector: string; sector_name: string; name: string; title: string; figure: Figure }
export interface Market { product: string; name: string; importer: string; sector: string; outcomes: { name: string; title: string; supplier: string; before: Figure | null; figure: Figure }[]; share: Figure | null; reconciled: string; notes: string[] }
export interface Estimate { id: string; who: string; party: string; outcome: string; scenario: string; theirs: Figure; ours: Figure | null; our_outcome: string; differs: string[]; reason: string }
export interface Effects extends Answer {
  package: Record<string, string>; said: string; outcomes: Outcome[]; products: Market[]; estimates: Estimate[];
  crossed: { title: string; party: string; owner: string; firmness: string; citations: Citation[] }[];
  unpriced: { issue: string; option: string; why: string }[]; flags: string[];
  status: string; message: string; residual: number; closure: string;
}
export interface SourceRow { id: string; kind: string; title: string; producer: string; published: string | null; locator: string; certainty: string | null; licence: string; short: string; long: string }
export interface Sources extends Answer { rows: SourceRow[] }
export interface Point { payoffs: Record<string, number>; package: Record<string, string>; gains: Record<string, Figure>; zopa: boolean; crosses: string[] }
export interface Frontier extends Answer {
  packages: number; feasible: { payoffs: Record<string, number>; package: Record<string, string> }[]; efficient: Point[]; zopa: number[];
  nash: Point[]; kalai_smorodinsky: Point[]; egalitarian: Point[]; utilitarian: Point[]; method: string; parties: string[]; party_names: Record<string, string>;
  disagreement: Record<string, number>; text: string; unit: string; left_out: string[]; notes: string[];
  gap: Figure; overtaken: Figure; max_min_gain: Point[]; regions: { text: string };
  red_lines: { line: { id: string; party: string; title: string; owner: string; firmness: string }; binds: boolean; price: Difference }[];
  without: string[]; linkage: { titles: string[]; difference: Difference; ties: { name: string; tie_said: string; title: string }[] } | null;
}
export interface Difference { acceptable_here: Figure; acceptable_there: Figure; served: { party: string; name: string; nash: Figure | null; best: Figure | null }[]; verdict: string }
export interface PositionRow { issue: string; title: string; cells: { party: string; stance: string; firmness: string; level: number; as_of: string | null; sources: number; conflict: boolean; conflicts: string[]; movement: string; basis: Basis; statements: string[]; citations: Citation[] }[] }
export interface Positions extends Answer { parties: { id: string; name: string }[]; rows: PositionRow[]; since: string | null; moved: { party: string; issue: string; title: string; kind: string; before: string | null; after: string; as_of: string; citations: Citation[] }[] }
export interface Conflict { id: string; kind: string; about: string; note: string; taken: string | null; statements: { id: string; paraphrase: string; citation: Citation[] }[] }
export interface Conflicts extends Answer { press: Conflict[]; sides: Conflict[]; compatible: Conflict[] }
export interface DutyLine { measure: string; title: string; authority: string; rate: string; status: string; act: string; pinpoint: string; reason: string; certainty: string; heading99: string; figure: Figure | null; amount: Figure | null; citation: Citation }
export interface Duty extends Answer { heading: string; description: string; origin: string; importer: string; figure: Figure; amount: Figure | null; lines: DutyLine[]; fees: DutyLine[]; notes: string[]; questions: Question[]; total: { low: number; high: number | null } }
export interface Question { key: string; text: string; kind: string; answers: string[]; presumed: string }
export interface Timeline extends Answer { rows: Happening[]; talks?: { id: string; title: string; stage: string; summary: string; citations: Citation[] }[] }
export interface Happening { id: string; on: string; until: string; precision: string; status: string; kind: string; title: string; text: string; effective: string | null; parties: string[]; slipped_from: string | null; changes?: string | null; round?: { minutes: number | null; mandate: string | null; missing: string | null } | null; citations: Citation[]; hindsight: boolean }
export interface Words { [key: string]: string }
export interface Setup { case: string; title: Record<string, string>; sides: { id: string; name: Record<string, string> }[]; ministries: { id: string; side: string; name: Record<string, string> }[]; side: string; on: string; known: string; range: { from: string; to: string } }
export interface Proposed {
  file: string; document: string; start: number; end: number; kind: string; reported_speaker: string; speaker: string | null; actor: string | null;
  chain: { name: string; role: string; anonymity: string; number: number | null }[]; said_on: { from: string; to: string; basis: string; precision: string } | null;
  move: string; issues: string[]; direction: string; certainty: string; confidence: number; method: string;
  status: "open" | "accepted" | "corrected" | "rejected" | "conflict"; decisions: { verdict: string; reviewer: string; at: string }[]; at: [number, number];
}
export interface Reviewing extends Answer {
  document: { file: string; sha256: string; outlet: string; method: string; language: string; published: { from: string; to: string; basis: string } | null };
  text: string; statements: Proposed[]; flags: { kind: string; start: number; end: number; found: string; reason: string; proposed: string }[]; kept: boolean; fields: string[];
}
