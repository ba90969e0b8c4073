"""Dyads, triads, exchanges: computed from the case, nothing else."""
