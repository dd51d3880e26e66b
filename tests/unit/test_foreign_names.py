"""The foreign names in a message, as they were typed."""

from __future__ import annotations

import pytest

from assistant.foreign_names import ForeignName, ForeignNames, foreign_names


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Is Antwerp bigger than Paris?", ["Paris"]),
        ("zijn ze ook in japan geweest", ["japan"]),
        ("À côté de Liège et de Milan", ["Liège", "Milan"]),
        ("Paris, Paris und Mailand", ["Paris", "Mailand"]),
        ("Weißt du, ob Zürich größer ist?", ["zurich"]),  # one letter became two: as it is compared
        ("부산의 항구", ["부산"]),  # without what is written onto it
        ("부산보다 커요?", ["부산"]),
        ("오슬로가 더 커요?", ["오슬로"]),  # its end is no particle
        ("他们去了东京和香港吗", ["东京", "香港"]),
        ("他們去了東京嗎", ["東京"]),  # as typed, not as folded
        ("Meine Tochter sagt, das mit der Mode dort liege an einer Schule", []),  # no Liège in lower case among capitals
        ("탄소니 순환경제니 하는데", []),  # no Sony within a word
        ("독일어로 해 주세요", []),  # a language, no country
        ("What is NxtPort?", []),
        ("", []),
    ],
)
def test_foreign_names_are_found_as_they_were_typed(text: str, written: list[str]) -> None:
    places = [name.written for name in foreign_names().find(text) if name.tag in ("foreign_place", "foreign_company")]
    assert places == written


def test_a_name_has_its_kind() -> None:
    assert foreign_names().find("Did Macron or Huawei go to Osaka?") == [
        ForeignName("foreign_person", "Macron"),
        ForeignName("foreign_company", "Huawei"),
        ForeignName("foreign_place", "Osaka"),
    ]


def test_a_particle_is_taken_off_where_another_spelling_shows_that_it_is_one() -> None:
    names = ForeignNames({"place": [["부산에", "부산시"], ["오슬로"], ["오타와", "오타와시"]]}, ["에", "로", "와"])
    assert [name.written for name in names.find("부산에 오슬로 오타와")] == ["부산", "오슬로", "오타와"]
