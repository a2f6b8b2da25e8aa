"""Badges on paper: every chosen one, in every script, with or without a photo, and the QR that was signed."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageChops

from delegations import badge_faces, badge_pdf
from delegations.actions import badges, passes
from delegations.badge_faces import Face
from delegations.models import Badge, BadgeLayout, DelegateStatus
from tests.delegations.badge_samples import key, terms, zone
from tests.delegations.missions import NOW, accredited

PLAIN = Face(name="Sample Delegate", token="MJ1:SAMPLE", band="DELEGATE", color="#0f4a37", on_color="#ffffff")
NAMES = {"ur": "نمونہ مندوب", "ar": "محمد النموذجي", "zh": "王喆堃", "en": "Александр Образцов"}


@pytest.fixture
def made(edition, delegation):
    key(edition)
    terms(edition, "delegate", 60, zone(edition, "A", 0), zone(edition, "VIP", 1), color="#98501f")
    person = accredited(delegation, status=DelegateStatus.APPROVED, native_name=NAMES["ur"])
    return [badges.prepare(person, now=NOW)]


def rows():
    return list(Badge.objects.select_related("delegate__person", "delegate__delegation"))


def drawn(edition, **more):
    return Image.open(BytesIO(badge_pdf.picture(edition, Face(**(PLAIN.as_dict() | more)))))


def differ(one, other):
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is not None


def test_face_says_what_the_edition_decided(edition, made):
    BadgeLayout.objects.create(edition=edition, category="delegate", title="Guest of state", footer="Hall 2")
    face = badge_faces.of_each(edition, rows())[0]
    assert face == Face(
        name="Sample Delegate 1",
        token=made[0].token,
        band="GUEST OF STATE",
        color="#98501f",
        on_color="#ffffff",
        native_name=NAMES["ur"],
        script="ur",
        initials="S1",
        position="Director, Sample Ministry",
        delegation="Sample Mission A",
        flag="tr",
        zones=["A", "VIP"],
        days="All days",
        footer="Hall 2",
        reference=f"{made[0].serial % 10**8:08d}",
    )


def test_layout_leaves_out_what_it_is_told_to(edition, made):
    shown = dict.fromkeys(("photo", "flag", "native_name", "position", "delegation", "zones", "days"), False)
    BadgeLayout.objects.create(
        edition=edition, category="delegate", **{f"shows_{name}": value for name, value in shown.items()}
    )
    face = badge_faces.of_each(edition, rows())[0]
    assert (face.native_name, face.position, face.delegation, face.flag, face.zones, face.days) == (
        "", "", "", None, [], "",
    )  # fmt: skip
    assert not face.has_picture


def test_floater_shows_its_number_and_nobody(edition):
    key(edition)
    passes.add_floaters(edition, category="support", zones=[], label="Technician", count=1, now=NOW)
    face = badge_faces.of_each(edition, rows())[0]
    assert (face.name, face.band, face.has_picture) == ("Technician 1", "FLOATER · SUPPORT STAFF", False)


@pytest.mark.parametrize(("script", "name"), NAMES.items())
def test_names_in_their_own_script_are_printed(edition, script, name):
    assert badge_faces.script_of(name) == script
    with_name = drawn(edition, native_name=name, script=script)
    assert differ(with_name, drawn(edition))
    assert differ(with_name, drawn(edition, native_name=name[:-1] + name[0], script=script))


@pytest.mark.parametrize(("color", "ink"), [("#0f4a37", "#ffffff"), ("#f0c040", "#1a2828"), ("#ffffff", "#1a2828")])
def test_words_on_the_band_stand_out(color, ink):
    assert badge_faces.readable_on(color) == ink


def test_longest_names_leave_the_card_its_size(edition):
    long = dict.fromkeys(("name", "position", "delegation", "band"), "Konstantinopolskiy-Romanovskiy " * 12)
    assert drawn(edition, **long).size == drawn(edition).size


def test_photo_is_printed_and_a_broken_one_is_left_out(edition, made, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person, kept = rows()[0].delegate.person, BytesIO()
    Image.new("RGB", (600, 800), "navy").save(kept, "JPEG")
    person.photo.save("photo.jpg", ContentFile(kept.getvalue()))
    face = badge_faces.of_each(edition, rows())[0]
    shown = Image.open(BytesIO(badge_pdf.picture(edition, face))).convert("RGB")
    assert shown.getpixel((shown.width // 5, shown.height // 4))[2] > 90
    (tmp_path / person.photo.name).write_bytes(b"no picture")
    broken = Image.open(BytesIO(badge_pdf.picture(edition, face))).convert("RGB")
    assert broken.getpixel((shown.width // 5, shown.height // 4))[0] > 90


def test_country_without_a_flag_is_printed_without_one(edition):
    assert not differ(drawn(edition, flag="xn"), drawn(edition))
    assert differ(drawn(edition, flag="pk"), drawn(edition))


@pytest.mark.parametrize(("form", "pages"), [("card", 5), ("sheet", 2)])
def test_every_chosen_badge_is_in_the_file(edition, form, pages):
    key(edition)
    passes.add_floaters(edition, category="support", zones=[], label="Technician", count=5, now=NOW)
    made = badge_pdf.of(edition, rows(), form=form)
    assert made.startswith(b"%PDF-")
    assert b"/Count %d" % pages in made


def test_faces_of_many_cost_no_more_queries(edition, delegation, django_assert_num_queries):
    key(edition)
    people = [accredited(delegation, number, DelegateStatus.APPROVED).pk for number in (1, 2, 3)]
    badges.prepare_each(edition, people, now=NOW)
    for some in (rows()[:1], rows()):
        with django_assert_num_queries(3):
            assert len(badge_faces.of_each(edition, some)) == len(some)
