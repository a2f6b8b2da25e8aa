"""Lists of delegates as spreadsheets: columns, reading what missions send, checking it, writing templates and lists.

``reading`` knows files and no rules; ``checking`` knows the rules and no files; what is between them is ``Sheet``.
"""
