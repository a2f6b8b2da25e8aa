"""The published problem of bilateral meetings (B2BSP): a slot for each meeting, fewest breaks, proven where possible.

Bofill et al., "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022).
"""
