"""The read side by HTTP: GET only, behind whatever middleware the app around it has.

`router` makes the routes from `ReadSide`; who calls, and what they may read, is handed in.
"""
