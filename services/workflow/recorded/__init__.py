"""Events as they are stored: codec, metadata, catalogue, and the library's mapper.

The only part of the write side that projections may import; `views` names what they need.
"""
