"""What the reader wants to be told, by which channel; the same for every edition."""

from django.utils.timezone import now
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from notifications import topics
from notifications.actions import wishes
from notifications.models import Channel, Topic


class WishSerializer(serializers.Serializer):
    """``is_fixed``: it cannot be refused. ``works``: whether this installation sends by the channel."""

    channel = serializers.ChoiceField(Channel.choices)
    topic = serializers.ChoiceField(Topic.choices)
    is_wanted = serializers.BooleanField()
    is_fixed = serializers.BooleanField(read_only=True)
    works = serializers.BooleanField(read_only=True)


class WishesView(APIView):
    rules = {"get": "choose_messages", "patch": "choose_messages"}

    @extend_schema(tags=["wishes"], responses=WishSerializer(many=True))
    def get(self, request, **kwargs):
        """Every topic by every channel, and whether it is wanted."""
        return Response(WishSerializer(_rows(request.user), many=True).data)

    @extend_schema(tags=["wishes"], request=WishSerializer(many=True), responses=WishSerializer(many=True))
    def patch(self, request, **kwargs):
        """Change the ones that are given; the others stay. Refused as a whole where one cannot be."""
        given = WishSerializer(data=request.data, many=True)
        given.is_valid(raise_exception=True)
        chosen = {(one["channel"], one["topic"]): one["is_wanted"] for one in given.validated_data}
        wishes.choose(request.user, chosen, now=now())
        return Response(WishSerializer(_rows(request.user), many=True).data)


def _rows(user):
    return [
        {
            "channel": channel,
            "topic": topic,
            "is_wanted": is_wanted,
            "is_fixed": not wishes.may_refuse(channel, topic),
            "works": topics.is_working(Channel(channel)),
        }
        for (channel, topic), is_wanted in wishes.of_user(user).items()
    ]
