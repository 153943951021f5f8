"""Periods that explain themselves: when one ends, what binds whom, and why day by day.

Read `counting` for the dates, `limits` for what a rule does not allow, `explanation` for the why.
"""
