"""Who is answered how, address by address: the permission matrix.

``.`` 200, ``c`` 201, ``>`` sent elsewhere, ``1`` sign in first (401), ``x`` may not (403), ``-`` does not exist (404),
``m`` not in this way (405), ``?`` what was sent is incomplete (400), ``!`` cannot be done now (409).
The columns are tests.walk.round.ACTORS: nobody, stranger, delegate A, focal points of A, of B and of the host,
organiser, programme, meetings, accreditation, protocol, press, gate, viewer. All things asked for are mission A's.
"""

SIGNS = {200: ".", 201: "c", 301: ">", 302: ">", 401: "1", 403: "x", 404: "-", 405: "m", 400: "?", 409: "!"}

TABLE = """
    GET  api/v1/                        . . . . . . . . . . . . . .
    GET  api/v1/sessions/               . . . . . . . . . . . . . .
    GET  api/v1/sessions/…/             . . . . . . . . . . . . . .
    GET  api/v1/tracks/                 . . . . . . . . . . . . . .
    GET  api/v1/rooms/                  . . . . . . . . . . . . . .
    GET  api/v1/rooms/…/                . . . . . . . . . . . . . .
    GET  api/v1/venues/                 . . . . . . . . . . . . . .
    GET  api/v1/speakers/               . . . . . . . . . . . . . .
    GET  api/v1/speakers/…/             . . . . . . . . . . . . . .
    GET  api/v1/opportunities/          . . . . . . . . . . . . . .
    GET  api/v1/opportunities/…/        . . . . . . . . . . . . . .
    GET  api/v1/delegation/             1 - . . . . - - - - - - - -
    GET  api/v1/badge/                  1 - . - - - - - - - - - - -
    GET  api/v1/badges/                 1 . . . . . . . . . . . . .
    GET  api/v1/badges/…/               1 - . - - - . - - . . - - -
    GET  badge/                         > . . . . . . . . . . . . .
    POST badge/                         > . . . . . . . . . . . . .
    GET  api/v1/delegations/            1 . . . . . . . . . . . . .
    GET  api/v1/delegations/…/          1 - . . - - . . . . . . . .
    GET  api/v1/delegations/…/places/   1 - . . - - . . . . . . . .
    GET  api/v1/delegates/              1 . . . . . . . . . . . . .
    GET  api/v1/delegates/…/            1 - - . - - . - . . . - - .
    GET  api/v1/waiting/                1 . . . . . . . . . . . . .
    GET  api/v1/waiting/…/              1 - - . - - . - . . . - - .
    GET  api/v1/gate/enrol/             m m m m m m m m m m m m m m
    GET  api/v1/gate/scans/             1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/scans/batch/       1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/lookup/            1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/groups/…/          1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/state/             1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/groups/            1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/photos/…/          1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/gate/occupancy/         1 1 1 1 1 1 1 1 1 1 1 1 1 1
    GET  api/v1/diary/                  1 . . . . . . . . . . . . .
    GET  api/v1/meetings/               1 . . . . . . . . . . . . .
    GET  api/v1/meetings/…/             1 - . . - . . - . - . - - -
    GET  api/v1/meetings/…/proposals/   1 - . . - . . - . - . - - -
    GET  api/v1/exhibitors/             . . . . . . . . . . . . . .
    GET  exhibitors/                    . . . . . . . . . . . . . .
    GET  programme/                     . . . . . . . . . . . . . .
    GET  programme/…/                   . . . . . . . . . . . . . .
    GET  rooms/                         . . . . . . . . . . . . . .
    GET  speakers/                      . . . . . . . . . . . . . .
    GET  speakers/…/                    . . . . . . . . . . . . . .
    GET  opportunities/                 . . . . . . . . . . . . . .
    GET  opportunities/…/               . . . . . . . . . . . . . .
    GET  delegation/                    > . > > > > . . . . . . . .
    GET  delegations/…/                 > - . . - - . . . . . . . .
    GET  delegations/…/accept/          > m m m m m m m m m m m m m
    GET  delegations/…/decline/         > m m m m m m m m m m m m m
    GET  delegations/…/confirm/         > m m m m m m m m m m m m m
    GET  delegations/…/register/        > - x . - - . x x . x x x x
    GET  delegations/…/waiting/         > - x . - - . x x . x x x x
    GET  delegations/…/waiting/join/    > - x . - - . x x . x x x x
    GET  waiting/…/take/                > m m m m m m m m m m m m m
    GET  waiting/…/leave/               > m m m m m m m m m m m m m
    GET  delegates/…/                   > - - . - - . - . . . - - .
    GET  delegates/…/edit/              > - - . - - . - x . x - - x
    GET  delegates/…/contact/           > - - . - - . - x . x - - x
    GET  delegates/…/submit/            > m m m m m m m m m m m m m
    GET  delegates/…/substitute/        > - - . - - . - x . x - - x
    GET  delegates/…/withdraw/          > m m m m m m m m m m m m m
    GET  delegates/…/answer/            > m m m m m m m m m m m m m
    GET  gate/                          . . . . . . . . . . . . . .
    GET  gate/manifest.webmanifest      . . . . . . . . . . . . . .
    GET  gate/worker.js                 . . . . . . . . . . . . . .
    GET  diary/                         > . . . . . . . . . . . . .
    GET  diary.ics                      > . . . . . . . . . . . . .
    GET  meetings/                      > . . . . . . . . . . . . .
    GET  meetings/request/              > x x . . . x x x x x x x x
    GET  meetings/…/                    > - . . - . . - . - . - - -
    GET  meetings/…/accept/             > - x x - . . - . - x - - -
    GET  meetings/…/decline/            > - x x - . . - . - x - - -
    GET  meetings/…/counter/            > - x . - . . - . - x - - -
    GET  meetings/…/withdraw/           > - x . - x . - . - x - - -
    GET  meetings/…/confirm/            > - x . - . . - . - x - - -
    GET  meetings/…/start/              > - x . - . . - . - x - - -
    GET  meetings/…/hold/               > - x . - . . - . - x - - -
    GET  meetings/…/no_show/            > - x . - . . - . - x - - -
    GET  meetings/…/cancel/             > - x . - . . - . - x - - -
    GET  meetings/…/proposals/…/…/      > m m m m m m m m m m m m m
    GET  meetings/…/parties/…/add/      > - x . - x . - . - x - - -
    GET  meetings/…/attendees/…/swap/   > - x . - x . - . - x - - -
    GET  meetings/…/attendees/…/drop/   > m m m m m m m m m m m m m
    GET  portal/                        > . . . . . . . . . . . . .
    POST api/v1/delegations/…/accept/   1 - x ! - - ! x x ! x x x x
    POST api/v1/delegations/…/confirm/  1 - x . - - . x x . x x x x
    POST api/v1/delegations/…/decline/  1 - x ! - - ! x x ! x x x x
    POST api/v1/delegates/              1 ? ? ? ? ? ? ? ? ? ? ? ? ?
    POST api/v1/delegates/…/answer/     1 - - ? - - ? - x ? x - - x
    POST api/v1/delegates/…/approve/    1 - - x - - ? - x ? x - - x
    POST api/v1/delegates/…/ask/        1 - - x - - ? - x ? x - - x
    POST api/v1/delegates/…/reject/     1 - - x - - ? - x ? x - - x
    POST api/v1/delegates/…/revoke/     1 - - x - - ? - x ? x - - x
    POST api/v1/delegates/…/submit/     1 - - ! - - ! - x ! x - - x
    POST api/v1/delegates/…/substitute/ 1 - - ? - - ? - x ? x - - x
    POST api/v1/delegates/…/take-up/    1 - - x - - . - x . x - - x
    POST api/v1/delegates/…/withdraw/   1 - - . - - . - x . x - - x
    POST api/v1/waiting/                1 ? ? ? ? ? ? ? ? ? ? ? ? ?
    POST api/v1/waiting/…/take/         1 - - ! - - ! - x ! x - - x
    POST api/v1/waiting/…/leave/        1 - - . - - . - x . x - - x
    POST api/v1/meetings/               1 ? ? ? ? ? ? ? ? ? ? ? ? ?
    POST api/v1/meetings/…/accept/      1 - x x - . . - . - x - - -
    POST api/v1/meetings/…/cancel/      1 - x ? - ? ? - ? - x - - -
    POST api/v1/meetings/…/confirm/     1 - x ! - ! ! - ! - x - - -
    POST api/v1/meetings/…/counter/     1 - x ? - ? ? - ? - x - - -
    POST api/v1/meetings/…/decline/     1 - x x - ? ? - ? - x - - -
    POST api/v1/meetings/…/hold/        1 - x ? - ? ? - ? - x - - -
    POST api/v1/meetings/…/move/        1 - x x - x ? - ? - x - - -
    POST api/v1/meetings/…/no-show/     1 - x ? - ? ? - ? - x - - -
    POST api/v1/meetings/…/place/       1 - x x - x ? - ? - x - - -
    POST api/v1/meetings/…/start/       1 - x ! - ! ! - ! - x - - -
    POST api/v1/meetings/…/unplace/     1 - x x - x ? - ? - x - - -
    POST api/v1/meetings/…/withdraw/    1 - x ? - x ? - ? - x - - -
    POST api/v1/meetings/…/proposals/…/take/   1 - x x - . . - . - x - - -
    POST api/v1/meetings/…/proposals/…/leave/  1 - x x - . . - . - x - - -
    POST api/v1/meetings/…/attendees/          1 - ? ? - ? ? - ? - ? - - -
    POST api/v1/meetings/…/attendees/…/swap/   1 - x ? - x ? - ? - x - - -
    POST api/v1/meetings/…/attendees/…/drop/   1 - x . - x . - . - x - - -
    POST api/v1/gate/enrol/             ? ? ? ? ? ? ? ? ? ? ? ? ? ?
    POST api/v1/gate/state/             1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/scans/             1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/scans/batch/       1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/lookup/            1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/groups/            1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/groups/…/          1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/photos/…/          1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST api/v1/gate/occupancy/         1 1 1 1 1 1 1 1 1 1 1 1 1 1
    POST delegation/                    > . > > > > . . . . . . . .
    POST delegations/…/                 > - . . - - . . . . . . . .
    POST delegations/…/accept/          > - x ! - - ! x x ! x x x x
    POST delegations/…/decline/         > - x ! - - ! x x ! x x x x
    POST delegations/…/confirm/         > - x > - - > x x > x x x x
    POST delegations/…/register/        > - x . - - . x x . x x x x
    POST delegations/…/waiting/         > - x . - - . x x . x x x x
    POST delegations/…/waiting/join/    > - x . - - . x x . x x x x
    POST waiting/…/take/                > - - ! - - ! - x ! x - - x
    POST waiting/…/leave/               > - - > - - > - x > x - - x
    POST delegates/…/                   > - - . - - . - . . . - - .
    POST delegates/…/edit/              > - - . - - . - x . x - - x
    POST delegates/…/contact/           > - - . - - . - x . x - - x
    POST delegates/…/submit/            > - - ! - - ! - x ! x - - x
    POST delegates/…/substitute/        > - - . - - . - x . x - - x
    POST delegates/…/withdraw/          > - - > - - > - x > x - - x
    POST delegates/…/answer/            > - - . - - . - x . x - - x
    POST gate/                          m m m m m m m m m m m m m m
    POST gate/manifest.webmanifest      m m m m m m m m m m m m m m
    POST gate/worker.js                 m m m m m m m m m m m m m m
    POST diary/                         > . . . . . . . . . . . . .
    POST diary.ics                      > . . . . . . . . . . . . .
    POST meetings/                      > . . . . . . . . . . . . .
    POST meetings/request/              > x x . . . x x x x x x x x
    POST meetings/…/                    > - . . - . . - . - . - - -
    POST meetings/…/accept/             > - x x - > > - > - x - - -
    POST meetings/…/decline/            > - x x - ? ? - ? - x - - -
    POST meetings/…/counter/            > - x ? - ? ? - ? - x - - -
    POST meetings/…/withdraw/           > - x ? - x ? - ? - x - - -
    POST meetings/…/confirm/            > - x ! - ! ! - ! - x - - -
    POST meetings/…/start/              > - x ! - ! ! - ! - x - - -
    POST meetings/…/hold/               > - x ? - ? ? - ? - x - - -
    POST meetings/…/no_show/            > - x ? - ? ? - ? - x - - -
    POST meetings/…/cancel/             > - x ? - ? ? - ? - x - - -
    POST meetings/…/proposals/…/…/      > - x x - > > - > - x - - -
    POST meetings/…/parties/…/add/      > - x . - x . - . - x - - -
    POST meetings/…/attendees/…/swap/   > - x . - x . - . - x - - -
    POST meetings/…/attendees/…/drop/   > - x > - x > - > - x - - -
    POST portal/                        > . . . . . . . . . . . . .
    GET  programme/….ics                . . . . . . . . . . . . . .
    POST api/v1/                        m m m m m m m m m m m m m m
    POST api/v1/diary/                  m m m m m m m m m m m m m m
"""


def expected() -> dict[tuple[str, str], str]:
    """The signs of one row, side by side, by (method, address)."""
    rows = (line.split() for line in TABLE.strip().splitlines())
    return {(method, address): "".join(signs) for method, address, *signs in rows}
