"""Red Card Coach 红牌教练: the engine. Never imports Qt or `ui`."""

__version__ = "0.1.0"
