"""A delegation's group code, by which its members register themselves, and who came by which."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField, fingerprint
from core.fields import ALPHABET, public_id_field
from core.links import absolute
from delegations.models.category import DelegateCategory
from delegations.models.delegation import Delegation, FocalPoint
from forum.models import Role, TeamMember

LETTERS = 10  # 31**10 values: 49 bits, and an address may ask only so often


def new_code() -> str:
    """As it is passed on: two groups of five, nothing that is misread aloud."""
    drawn = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
    return f"{drawn[: LETTERS // 2]}-{drawn[LETTERS // 2 :]}"


class GroupCodeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desk and to the delegation's focal points."""
        if not user.is_authenticated:
            return self.none()
        desk = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION)
        return self.filter(models.Q(delegation__edition__in=desk) | models.Q(delegation__in=FocalPoint.of(user)))

    def by_code(self, text: str):
        """The one that ``text`` names, whatever its case, spaces and hyphens."""
        return self.filter(code_print=fingerprint(text))

    def with_uses(self):
        """The rows with ``uses_made``: how many came by each."""
        return self.annotate(uses_made=models.Count("uses"))


class GroupCode(models.Model):
    """``code`` is kept encrypted; its fingerprint finds it. A new code in the same row ends the former one."""

    public_id = public_id_field()
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="group_codes", verbose_name=_("delegation")
    )
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices)
    code = EncryptedTextField(_("code"), editable=False)
    code_print = models.CharField(max_length=64, unique=True, editable=False)
    most_uses = models.PositiveSmallIntegerField(
        _("how often it may be used"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    expires_at = models.DateTimeField(_("good until"))
    submits_directly = models.BooleanField(
        _("who comes by it submits without the focal point"),
        default=False,
        help_text=_("Otherwise a focal point looks at each draft and submits it."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    objects = GroupCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("group code")
        verbose_name_plural = _("group codes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "category"],
                condition=models.Q(closed_at=None),
                name="group_code_one_open",
                violation_error_message=_("There is a group code for this category. Close it first."),
            ),
            models.CheckConstraint(condition=models.Q(most_uses__gte=1), name="group_code_has_uses"),
        ]

    def __str__(self):
        return f"{self.delegation}: {self.get_category_display()}"

    @property
    def edition(self):
        return self.delegation.edition

    @property
    def url(self) -> str:
        """The whole address that members open."""
        return absolute(reverse("delegations:join-by", args=[self.edition.slug, self.code]))


class GroupCodeUse(models.Model):
    """Who registered themselves by a code. A withdrawn place stays a use."""

    code = models.ForeignKey(GroupCode, on_delete=models.CASCADE, related_name="uses", verbose_name=_("code"))
    delegate = models.OneToOneField(
        "delegations.Delegate", on_delete=models.CASCADE, related_name="joined_by", verbose_name=_("delegate")
    )
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("use of a group code")
        verbose_name_plural = _("uses of group codes")

    def __str__(self):
        return str(self.delegate)
