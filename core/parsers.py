"""What the API reads: JSON that can be gone through and written down again."""

import json

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class SoundJSONParser(JSONParser):
    """Refuses what is nested too deep to be read, and text with half of a surrogate pair, which has no encoding."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError(_("This JSON is nested too deep, or holds text that is no text.")) from error
        return data
