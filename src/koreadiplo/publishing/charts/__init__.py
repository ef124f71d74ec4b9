"""The geometry of pictures: from knowledge to positions, which the macros of `charts.html` draw as SVG.

Positions along an axis are percentages of its length, so that a picture is as wide as its page, and its words and marks
keep their size at any width.
"""
