"""Components say in words what they show in colour, and tie words to fields."""

import re

import pytest
from django import forms
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import translation

from motcua.web.ui.deadlines import DEADLINE_LOOKS, Deadline
from motcua.web.ui.states import STATE_LOOKS
from motcua.web.ui.templatetags.ui import icon


class NameForm(forms.Form):
    """One field that is needed."""

    name = forms.CharField(
        label="Họ tên",
        help_text="Như trên giấy khai sinh.",
        error_messages={"required": "Ghi họ tên"},
    )


class WayForm(forms.Form):
    """A choice among buttons."""

    way = forms.ChoiceField(
        label="Cách nhận",
        choices=[("1", "Tại quầy")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách nhận"},
    )


def render(component: str, **context: object) -> str:
    return render_to_string(f"ui/{component}/{component}.html", context)


@pytest.mark.parametrize("code", STATE_LOOKS)
def test_every_state_has_its_word_and_its_icon(code: int) -> None:
    html = render("state_badge", code=code)

    assert str(STATE_LOOKS[code].label) in html
    assert "<svg" in html


@pytest.mark.parametrize("kind", DEADLINE_LOOKS)
def test_every_kind_of_deadline_has_words_and_an_icon(kind: str) -> None:
    html = render("deadline", due=Deadline(kind))

    assert str(DEADLINE_LOOKS[kind].plain) in html
    assert "<svg" in html


def test_a_deadline_says_its_number_with_its_unit() -> None:
    space = "\N{NO-BREAK SPACE}"

    assert Deadline("overdue", 3, "hour").words == f"Quá hạn 3{space}giờ"
    assert Deadline("on_time", 2).words == f"Còn 2{space}ngày làm việc"


def test_a_wrong_field_tells_its_error_and_its_hint_to_a_screen_reader() -> None:
    field = NameForm({})["name"]

    html = render("field", field=field)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_a_field_that_may_stay_empty_says_so_and_none_has_a_star() -> None:
    field = NameForm()["name"]
    field.field.required = False

    html = render("field", field=field)

    assert "(không bắt buộc)" in html
    assert "*" not in html


@pytest.mark.parametrize(
    ("form", "target", "words"),
    [
        (NameForm({}), "#id_name", "Ghi họ tên"),
        (WayForm({}), "#id_way_0", "Chọn cách nhận"),
    ],
)
def test_the_summary_links_to_the_first_control_with_the_same_words(
    form: forms.Form, target: str, words: str
) -> None:
    html = render("error_summary", form=form)

    assert re.search(rf'<a href="{target}">{words}</a>', html)


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("error_summary", form=NameForm()).strip() == ""


def test_a_masked_value_never_stands_whole_in_the_page() -> None:
    html = render("masked", value="017098761234", url="/reveal/")

    assert "0170****1234" in html
    assert "017098761234" not in html


def test_an_unknown_icon_is_an_error_of_ours() -> None:
    with pytest.raises(TemplateSyntaxError):
        icon("../../secret")


def test_a_chip_speaks_the_language_of_the_page() -> None:
    with translation.override("vi"):
        html = render("provenance", kind="assumed")

    assert "dữ liệu giả định" in html
