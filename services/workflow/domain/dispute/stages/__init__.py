"""The stages of the procedure, a chapter a folder, a stage a file: what is asked, decided, refused.

Stages do not import one another; what several of them ask stands in `guards`.
"""
