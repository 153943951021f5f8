"""The refusal of a value: what every value type raises when it is given nonsense."""


class InvalidValue(ValueError):
    """A value was refused; `code` is stable, `zh` and `en` tell a person what to put right."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code, zh, en)
        self.code = code
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return self.zh
