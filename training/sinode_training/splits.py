"""Who is held out of which training. Always whole records, so that no heart is on both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sinode_training.recordings import Records

FOLDS = 5
SHUFFLE_SEED = 2019


@dataclass(frozen=True)
class Split:
    """Records to learn from and records held out, per data set."""

    train: Records
    held_out: Records


def fold(records: Records, index: int) -> Split:
    """Fold `index` of five: every record is held out of exactly one."""
    train: Records = {}
    held_out: Records = {}
    for dataset, names in records.items():
        order = np.random.default_rng((SHUFFLE_SEED, len(names))).permutation(len(names))
        mine = {names[i] for i in order[index::FOLDS]}
        train[dataset] = [name for name in names if name not in mine]
        held_out[dataset] = [name for name in names if name in mine]
    return Split(train, held_out)


def final(records: Records) -> Split:
    """Everything but the LUDB records of fold 0, so that the model that ships has LUDB records it never saw."""
    first = fold(records, 0)
    return Split({**records, "ludb": first.train["ludb"]}, {"ludb": first.held_out["ludb"]})
