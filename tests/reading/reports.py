"""A registry and a report of our own for the tests: the people are real office holders, the words are ours."""

from datetime import date

from nemawashi.reading import Holder, Institution, Registry, When

REGISTRY = Registry(
    holders=(
        Holder(
            "trump", ("Donald Trump", "ドナルド・トランプ", "トランプ"), "US", "us-president", ("President", "大統領"), date(2025, 1, 20)
        ),
        Holder(
            "bessent",
            ("Scott Bessent", "ベッセント"),
            "US",
            "us-treasury",
            ("Treasury Secretary", "Secretary of the Treasury", "財務長官"),
            date(2025, 1, 28),
        ),
        Holder("yellen", ("Janet Yellen",), "US", "us-treasury", ("Treasury Secretary",), date(2021, 1, 26), end=date(2025, 1, 20)),
        Holder("ishiba", ("Shigeru Ishiba", "石破茂", "石破"), "JP", "jp-pm", ("Prime Minister", "首相"), date(2024, 10, 1)),
        Holder(
            "akazawa",
            ("Ryosei Akazawa", "赤沢亮正", "赤沢"),
            "JP",
            "jp-revitalization",
            ("economic revitalization minister", "Minister of Economic Revitalization", "経済再生担当相"),
            date(2024, 10, 1),
        ),
        Holder("starmer", ("Keir Starmer",), "GB", "gb-pm", ("Prime Minister",), date(2024, 7, 5)),
    ),
    institutions=(Institution("mofa", ("Foreign Ministry",), "JP"),),
)

DAY = When(date(2025, 4, 23), date(2025, 4, 23), "day", "given")

REPORT = """Tokyo Weighs Wider Rice Quota Before Next Tariff Talks

Prime Minister Shigeru Ishiba said on Monday that Japan will not rush into a deal on tariffs. “We cannot concede everything at once,” Ishiba told parliament. “Farmers have to be able to plan.”

Japan is considering an increase of rice imports from the United States, Kyodo reported, citing two government officials.

Washington demanded that Japan pay more for American troops, according to the Asahi Shimbun.

U.S. Treasury Secretary Scott Bessant told reporters in Washington on Tuesday that “several partners are waiting in line.” He added that the next round would begin on May 1.

A senior Foreign Ministry official said the currency should be kept on a separate track.
"""
