"""Wallet passes: signed with keys made here, verified without the code that signed, given to the holder alone."""

import datetime as dt
import hashlib
import json
from base64 import urlsafe_b64decode
from io import BytesIO
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse
from PIL import Image

from accounts.models import User
from delegations.actions import badges
from delegations.models import DelegateStatus
from delegations.wallet import keys
from tests.delegations.badge_samples import key as badge_key
from tests.delegations.badge_samples import terms, zone
from tests.delegations.missions import NOW, accredited

PAGE, APPLE, GOOGLE = "/pmif25/badge/", "/pmif25/badge/wallet.pkpass", "/pmif25/badge/google-wallet/"
PASS_TYPE, ISSUER, ACCOUNT = "pass.example.majlis.forum", "3388000000000000000", "wallet@sample.example"
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")  # 1.2.840.113549.1.9.4 as DER
FAR = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def certificate(name, secret, *, until=FAR, by=None, by_secret=None):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(by.subject if by else subject)
    made = made.public_key(secret.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).not_valid_after(until)
    return made.sign(by_secret or secret, SHA256())


@pytest.fixture(scope="module")
def secrets():
    return [rsa.generate_private_key(65537, 2048) for _unused in range(2)]


@pytest.fixture
def folder(tmp_path, secrets):
    """Keys and certificates as files, as a server would have them."""
    own, above = secrets
    authority = certificate("Sample Authority", above)
    mine = certificate("Sample Pass", own, by=authority, by_secret=above)
    (tmp_path / "authority.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    (tmp_path / "pass.pem").write_bytes(mine.public_bytes(Encoding.PEM))
    old = certificate("Sample Old", own, until=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    (tmp_path / "old.pem").write_bytes(old.public_bytes(Encoding.PEM))
    form = (Encoding.PEM, PrivateFormat.PKCS8)
    (tmp_path / "key.pem").write_bytes(own.private_bytes(*form, BestAvailableEncryption(b"sample")))
    (tmp_path / "other.pem").write_bytes(above.private_bytes(*form, NoEncryption()))
    text = own.private_bytes(*form, NoEncryption()).decode()
    (tmp_path / "account.json").write_text(json.dumps({"client_email": ACCOUNT, "private_key": text}))
    return tmp_path


@pytest.fixture
def configured(settings, folder):
    settings.APPLE_WALLET_PASS_TYPE, settings.APPLE_WALLET_TEAM = PASS_TYPE, "SAMPLETEAM"
    settings.APPLE_WALLET_CERTIFICATE, settings.APPLE_WALLET_KEY = folder / "pass.pem", folder / "key.pem"
    settings.APPLE_WALLET_KEY_PASSWORD = "sample"
    settings.APPLE_WALLET_INTERMEDIATE = folder / "authority.pem"
    settings.GOOGLE_WALLET_ISSUER, settings.GOOGLE_WALLET_ACCOUNT = ISSUER, folder / "account.json"
    return settings


@pytest.fixture
def printed(edition, delegation, desk):
    badge_key(edition)
    terms(edition, "delegate", 60, zone(edition, "A", 0), color="#98501f")
    delegate = accredited(delegation, status=DelegateStatus.APPROVED)
    delegate.person.user = User.objects.create_user("delegate1@mission.example")
    delegate.person.save()
    return badges.print_all([badges.prepare(delegate, now=NOW)], form="card", by=desk, now=NOW)[0]


@pytest.fixture
def holder(client, printed):
    client.force_login(printed.delegate.person.user)
    return client


def opened(answer):
    with ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parts(data):
    """The elements of DER one after the other: tag, content, and the whole with its head."""
    place = 0
    while place < len(data):
        tag, length, start = data[place], data[place + 1], place + 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(data[place + 2 : start], "big")
        yield tag, data[start : start + length], data[place : start + length]
        place = start + length


def only(data):
    """The content of the one element that there is."""
    ((_tag, content, _whole),) = parts(data)
    return content


def signer_of(signature):
    """Of CMS (RFC 5652): the content that is inside, the attributes that were signed, and the signature over them."""
    _kind, wrapped = parts(only(signature))
    *_version, inside, _certificates, infos = parts(only(wrapped[1]))
    info = list(parts(only(infos[1])))
    attributes = next(whole for tag, _content, whole in info if tag == 0xA0)
    return list(parts(inside[1])), b"\x31" + attributes[1:], info[-1][1]


def claims_of(address):
    head, body, signature = address.removeprefix("https://pay.google.com/gp/v/save/").split(".")
    decoded = [urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in (head, body, signature)]
    return json.loads(decoded[0]), json.loads(decoded[1]), decoded[2], f"{head}.{body}".encode()


def test_apple_pass_is_signed_whole_and_carries_the_badge_s_code(configured, holder, printed, secrets):
    answer = holder.get(APPLE)
    assert answer["Content-Type"] == "application/vnd.apple.pkpass"
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    files = opened(answer)
    manifest = json.loads(files["manifest.json"])
    assert set(files) - {"manifest.json", "signature"} == set(manifest)
    assert {name: hashlib.sha1(files[name]).hexdigest() for name in manifest} == manifest
    for name, side in (("icon.png", 29), ("icon@2x.png", 58), ("icon@3x.png", 87)):
        assert Image.open(BytesIO(files[name])).size == (side, side)
    inside, attributes, signature = signer_of(files["signature"])
    assert len(inside) == 1  # the kind of content and none: detached
    secrets[0].public_key().verify(signature, attributes, PKCS1v15(), SHA256())
    assert MESSAGE_DIGEST + b"\x31\x22\x04\x20" + hashlib.sha256(files["manifest.json"]).digest() in attributes
    names = {one.subject.rfc4514_string() for one in load_der_pkcs7_certificates(files["signature"])}
    assert names == {"CN=Sample Pass", "CN=Sample Authority"}


def test_apple_pass_says_what_the_badge_says(configured, holder, printed):
    said = json.loads(opened(holder.get(APPLE))["pass.json"])
    assert said["barcodes"] == [
        {"format": "PKBarcodeFormatQR", "message": printed.token, "messageEncoding": "iso-8859-1"}
    ]
    facts = {name: said[name] for name in ("passTypeIdentifier", "teamIdentifier", "serialNumber", "formatVersion")}
    assert facts == {
        "passTypeIdentifier": PASS_TYPE,
        "teamIdentifier": "SAMPLETEAM",
        "serialNumber": printed.public_id,
        "formatVersion": 1,
    }
    assert (said["relevantDate"], said["expirationDate"]) == ("2025-04-08T00:00:00+05:00", "2025-04-10T00:00:00+05:00")
    assert (said["backgroundColor"], said["foregroundColor"]) == ("rgb(152, 80, 31)", "rgb(255, 255, 255)")
    ticket = said["eventTicket"]
    assert ticket["primaryFields"][0]["value"] == "Sample Delegate 1"
    values = [field["value"] for field in ticket["secondaryFields"] + ticket["auxiliaryFields"]]
    assert values == ["Sample Mission A", "Director, Sample Ministry", "A", "8 April – 9 April"]


def test_google_link_is_signed_and_carries_the_badge_s_code(configured, holder, printed, secrets):
    answer = holder.get(GOOGLE)
    assert answer.status_code == 302
    head, claims, signature, signed = claims_of(answer["Location"])
    secrets[0].public_key().verify(signature, signed, PKCS1v15(), SHA256())
    assert head == {"alg": "RS256", "typ": "JWT"}
    assert (claims["iss"], claims["aud"], claims["typ"]) == (ACCOUNT, "google", "savetowallet")
    made = claims["payload"]["genericObjects"][0]
    assert made["id"] == f"{ISSUER}.{printed.public_id}"
    assert made["classId"] == claims["payload"]["genericClasses"][0]["id"] == f"{ISSUER}.badge-pmif25"
    assert made["barcode"] == {"type": "QR_CODE", "value": printed.token}
    assert made["header"]["defaultValue"] == {"language": "en", "value": "Sample Delegate 1"}
    assert len(answer["Location"]) <= 1800


def test_page_offers_what_is_configured(configured, holder):
    page = holder.get(PAGE).text
    assert APPLE in page
    assert GOOGLE in page
    configured.GOOGLE_WALLET_ISSUER = ""
    page = holder.get(PAGE).text
    assert APPLE in page
    assert GOOGLE not in page


def test_where_nothing_is_configured_the_page_says_so_and_gives_nothing(holder):
    page = holder.get(PAGE).text
    assert "This forum gives no passes for the phone's wallet." in page
    assert APPLE not in page
    assert [holder.get(APPLE).status_code, holder.get(GOOGLE).status_code] == [404, 404]


def test_badge_that_opens_nothing_gives_no_pass(configured, holder, printed, desk):
    badges.report_lost(printed, by=desk, now=NOW)
    assert [holder.get(APPLE).status_code, holder.get(GOOGLE).status_code] == [404, 404]
    assert APPLE not in holder.get(PAGE).text
    badges.revoke(printed, reason="Sample", by=desk, now=NOW)
    assert [holder.get(APPLE).status_code, holder.get(GOOGLE).status_code] == [404, 404]


def test_pass_is_the_holder_s_own(configured, client, printed, focal, stranger):
    for reader in (focal, stranger):
        client.force_login(reader)
        assert [client.get(APPLE).status_code, client.get(GOOGLE).status_code] == [404, 404]
        assert APPLE not in client.get(PAGE).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"APPLE_WALLET_TEAM": "", "APPLE_WALLET_KEY": ""}, "APPLE_WALLET_TEAM, APPLE_WALLET_KEY is missing"),
        ({"APPLE_WALLET_CERTIFICATE": "nowhere.pem"}, "nowhere.pem cannot be read as what it should be."),
        ({"APPLE_WALLET_CERTIFICATE": "account.json"}, "account.json cannot be read as what it should be."),
        ({"APPLE_WALLET_KEY": "other.pem", "APPLE_WALLET_KEY_PASSWORD": ""}, "is not that of the certificate."),
        ({"APPLE_WALLET_KEY_PASSWORD": "wrong"}, "key.pem cannot be read as what it should be."),
        ({"APPLE_WALLET_CERTIFICATE": "old.pem"}, "The certificate of CN=Sample Old has expired."),
        ({"GOOGLE_WALLET_ISSUER": ""}, "GOOGLE_WALLET_ISSUER is missing"),
        ({"GOOGLE_WALLET_ACCOUNT": "pass.pem"}, "pass.pem cannot be read as what it should be."),
    ],
)
def test_what_is_wrong_is_said_to_the_desk_and_by_the_check(
    configured, folder, client, printed, desk, changed, sentence
):
    for name, value in changed.items():
        setattr(configured, name, str(folder / value) if "." in value else value)
    told = " ".join(state.problem for state in keys.states(now=NOW))
    assert sentence in told
    client.force_login(desk)
    assert sentence in client.get(reverse("admin:delegations_badge_change", args=[printed.pk])).text
    with pytest.raises(SystemCheckError, match=r"delegations\.E001"):
        call_command("check")


def test_desk_reads_that_nothing_is_configured_and_the_check_is_content(client, printed, desk):
    client.force_login(desk)
    page = client.get(reverse("admin:delegations_badge_change", args=[printed.pk])).text
    assert page.count("Not configured on this server.") == 2
    call_command("check")


def test_desk_reads_that_passes_are_given(configured, client, printed, desk):
    client.force_login(desk)
    page = client.get(reverse("admin:delegations_badge_change", args=[printed.pk])).text
    assert page.count("The holder can save it.") == 2
