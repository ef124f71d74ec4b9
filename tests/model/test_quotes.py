import pytest

from koreadiplo.model.quotes import print_quotes


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("\"so\" and 'so'", "“so” and ‘so’"),
        ("Korea's foreign relations; the states' aims", "Korea’s foreign relations; the states’ aims"),
        ('("so") ["so"] –"so"– a/"b"', "(“so”) [“so”] –“so”– a/“b”"),
        ("\"'so', he said\"", "“‘so’, he said”"),
        ("P'yŏngyang, d'Neill", "P’yŏngyang, d’Neill"),
        ("“so”, plain", "“so”, plain"),
        ('"', "”"),
    ],
)
def test_marks_of_print(written: str, printed: str) -> None:
    assert print_quotes(written) == printed
