"""The rows of tests.walk.matrix about the pages of agencies, and about the guest lists that go to them."""

TABLE = """
    GET  api/v1/guest-lists/             1 . . . . . . . . . . . . . .
    GET  api/v1/guest-lists/…/           1 - - - - - . - - . . - - - .
    GET  api/v1/guest-lists/…/difference/ 1 - - - - - . - - . . - - - .
    POST api/v1/guest-lists/…/acknowledge/ 1 - - - - - x - - x x - - - .
    GET  guest-lists/…/                  . . . . . . . . . . . . . . .
    GET  clearance/                      > . . . . . . . . . . . . . >
    GET  clearance/agencies/…/           > - - - - - - - - - - - - - .
    GET  clearance/agencies/…/clear/     > m m m m m m m m m m m m m m
    GET  clearance/names/…/              > - - - - - - - - - - - - - .
    GET  clearance/names/…/ask/          > m m m m m m m m m m m m m m
    GET  clearance/names/…/attachments/…/ > m m m m m m m m m m m m m m
    GET  clearance/names/…/clear/        > m m m m m m m m m m m m m m
    GET  clearance/names/…/files/…/      > - - - - - - - - - - - - - .
    GET  clearance/names/…/refuse/       > m m m m m m m m m m m m m m
    GET  clearance/names/…/scan/         > m m m m m m m m m m m m m m
    GET  clearance/names/…/secrets/      > m m m m m m m m m m m m m m
    GET  clearance/guest-lists/…/        > - - - - - . - - . . - - - .
    GET  clearance/guest-lists/…/acknowledge/ > m m m m m m m m m m m m m m
    GET  clearance/guest-lists/…/list.pdf > - - - - - . - - . . - - - .
    GET  clearance/guest-lists/…/list.xlsx > - - - - - . - - . . - - - .
    POST clearance/guest-lists/…/list.pdf > - - - - - . - - . . - - - .
    POST clearance/guest-lists/…/list.xlsx > - - - - - . - - . . - - - .
    POST clearance/guest-lists/…/        > - - - - - . - - . . - - - .
    POST clearance/guest-lists/…/acknowledge/ > - - - - - x - - x x - - - >
    POST clearance/                      > . . . . . . . . . . . . . >
    POST clearance/agencies/…/           > - - - - - - - - - - - - - .
    POST clearance/agencies/…/clear/     > - - - - - - - - - - - - - >
    POST clearance/names/…/              > - - - - - - - - - - - - - .
    POST clearance/names/…/ask/          > - - - - - - - - - - - - - ?
    POST clearance/names/…/attachments/…/ > - - - - - - - - - - - - - -
    POST clearance/names/…/clear/        > - - - - - - - - - - - - - >
    POST clearance/names/…/files/…/      > - - - - - - - - - - - - - .
    POST clearance/names/…/refuse/       > - - - - - - - - - - - - - ?
    POST clearance/names/…/scan/         > - - - - - - - - - - - - - -
    POST clearance/names/…/secrets/      > - - - - - - - - - - - - - .
    POST guest-lists/…/                 m m m m m m m m m m m m m m m
"""
