"""Fitting what `lagebild.merging` weighs."""
