"""Rules between groups of rows, and rules between rows whose texts are wrapped."""

from __future__ import annotations

from tests.readers.pdf.drawn import Page
from tests.readers.pdf.shown import shown

XS = (76, 220)
PITCH = 13.0


def grouped(*groups: tuple[tuple[str, ...], ...], xs: tuple[int, ...] = XS) -> Page:
    """Lines under a header, with a rule below it and below each group."""
    page = Page()
    y = 200.0
    for lines in groups:
        page.texts(xs, [y + PITCH * (number + 0.8) for number in range(len(lines))], lines)
        y += PITCH * len(lines) + 4
        page.line(72, y, 540, y)
        y += 2
    return page


NAMES = (
    (("Command", "What it does"),),
    (
        ("fetch", "gets the register"),
        ("check", "compares each entry of the register with those of the year"),
        ("", "before it"),
        ("mark", "marks what differs"),
    ),
    (("sum", "adds up all entries"), ("mean", "of all entries"), ("share", "of each entry")),
    (("print", "on paper"), ("send", "to all members of the board"), ("keep", "for ten years")),
)


def test_lines_between_two_rules_are_rows_where_few_texts_go_on() -> None:
    assert shown(grouped(*NAMES)) == (
        "Command | What it does\n"
        "fetch | gets the register\n"
        "check | compares each entry of the register with those of the year before it\n"
        "mark | marks what differs\n"
        "sum | adds up all entries\n"
        "mean | of all entries\n"
        "share | of each entry\n"
        "print | on paper\n"
        "send | to all members of the board\n"
        "keep | for ten years"
    )


def test_sections_between_the_rules_part_rows_of_words_too() -> None:
    xs = (76, 220, 320, 400)
    parts = [
        (
            (f"{name}:",),
            (f"Plain {small}", "yes", "yes", "no"),
            (f"Weighed {small}", "yes", "no", "no"),
            (f"Sum of {small}", "various", "no", "yes"),
        )
        for name, small in (("Counts", "counts"), ("Shares", "shares"), ("Means", "means"))
    ]
    page = grouped((("", "first", "second", "third"),), *parts, xs=xs)
    rows = [" | first | second | third"]
    for (name,), *body in parts:
        rows += [f"{name} | < | < | <", *(" | ".join(row) for row in body)]
    assert shown(page) == "\n".join(rows)


def test_rows_whose_labels_are_broken_by_hand_and_whose_texts_are_wrapped_stay_whole() -> None:
    labels = ("Board of the\nlocal\nmuseum", "Office for\nparks and\nponds", "Fire\nand\nrescue")
    text = (
        "has met four times in the year and has decided on the\n"
        "plans of the town for the square, for both bridges and\n"
        "for the new school at the river"
    )
    rows = [tuple(zip(label.split("\n"), text.split("\n"), strict=True)) for label in labels]
    page = grouped((("Body", "What it did"),), *rows)
    whole = text.replace("\n", " ")
    lines = [f"{label} | {whole}".replace("\n", " ") for label in labels]
    assert shown(page) == "\n".join(["Body | What it did", *lines])


def test_groups_of_two_rows_are_told_where_one_has_another_number() -> None:
    names = ("order", "no order"), ("weak sum", "no weak sum"), ("even mean", "no even mean")
    groups = [tuple((name, f"/{name}".replace(" ", "-")) for name in pair) for pair in names]
    page = grouped((("Operator", "Command"),), *groups, (("better than the other", "/better"),))
    rows = ["Operator | Command", *(" | ".join(row) for group in groups for row in group)]
    assert shown(page) == "\n".join([*rows, "better than the other | /better"])


def test_two_lines_in_each_row_broken_by_hand_are_one_row() -> None:
    people = (("Ada Holm", "North gate"), ("Director", "second floor"))
    others = (("Bo Lind", "South gate"), ("Clerk", "first floor"))
    more = (("Cy Moe", "West gate"), ("Porter", "ground floor"))
    page = grouped((("Name", "Office"),), people, others, more)
    rows = [
        " | ".join(f"{a} {b}" for a, b in zip(*row, strict=True)) for row in (people, others, more)
    ]
    assert shown(page) == "\n".join(["Name | Office", *rows])
