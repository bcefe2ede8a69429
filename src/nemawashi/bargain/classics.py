"""Two domains from the literature, to check against and to learn on.

* Panama Canal: ten issues, each won by one side, with the importance weights of the 1974 talks (Raiffa 1982, The Art and Science of
  Negotiation, ch. 12, after estimates for Ambassador Bunker's team; tabulated in Brams & Taylor 1996, Fair Division, ch. 5).
* New Recruit: eight issues of five options between a candidate and a recruiter (Neale 1997, Northwestern University; the table used here
  is the one printed in MIT OpenCourseWare 15.668, Fall 2010, lecture 15).
"""

from nemawashi.bargain.domain import Domain

__all__ = ["new_recruit", "panama_canal"]

_PANAMA = {
    "US defence rights": (22, 9),
    "use rights": (22, 15),
    "land and water": (15, 15),
    "expansion rights": (14, 3),
    "duration": (11, 15),
    "expansion routes": (6, 5),
    "compensation": (4, 11),
    "jurisdiction": (2, 7),
    "US military rights": (2, 7),
    "defence role of Panama": (2, 13),
}

_RECRUIT: dict[str, dict[str, tuple[int, int]]] = {
    "salary": {"60000": (0, -6000), "58000": (-1500, -4500), "56000": (-3000, -3000), "54000": (-4500, -1500), "52000": (-6000, 0)},
    "signing bonus": {"10 %": (4000, 0), "8 %": (3000, 1000), "6 %": (2000, 2000), "4 %": (1000, 3000), "2 %": (0, 4000)},
    "job assignment": {"A": (0, 0), "B": (-600, -600), "C": (-1200, -1200), "D": (-1800, -1800), "E": (-2400, -2400)},
    "company car": {"LUX EX2": (1200, 1200), "MOD 250": (900, 900), "RAND XTR": (600, 600), "DE PAS 450": (300, 300), "PALO LSR": (0, 0)},
    "starting date": {"1 June": (0, 1600), "15 June": (1000, 1200), "1 July": (2000, 800), "15 July": (3000, 400), "1 August": (4000, 0)},
    "vacation days": {"30": (1600, 0), "25": (1200, 1000), "20": (800, 2000), "15": (400, 3000), "10": (0, 4000)},
    "moving expenses": {"100 %": (3200, 0), "90 %": (2400, 200), "80 %": (1600, 400), "70 %": (800, 600), "60 %": (0, 800)},
    "insurance": {"Allen": (800, 0), "ABC": (600, 800), "Good Health": (400, 1600), "Best": (200, 2400), "Alba": (0, 3200)},
}


def panama_canal() -> Domain:
    """Ten indivisible issues; breakdown gives both sides 0."""
    sides = ("US", "Panama")
    return Domain.from_tables(
        {
            side: {issue: {s: weights[k] if s == side else 0 for s in sides} for issue, weights in _PANAMA.items()}
            for k, side in enumerate(sides)
        },
        disagreement={"US": 0, "Panama": 0},
    )


def new_recruit() -> Domain:
    """390,625 packages between candidate and recruiter; breakdown gives both 0."""
    sides = ("candidate", "recruiter")
    return Domain.from_tables(
        {side: {i: {o: points[k] for o, points in options.items()} for i, options in _RECRUIT.items()} for k, side in enumerate(sides)},
        disagreement={"candidate": 0, "recruiter": 0},
    )
