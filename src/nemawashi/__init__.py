"""nemawashi prepares one side of a tariff negotiation for the next round."""

__version__ = "0.1.0"
