"""Who is held out of which training. Always whole records, so that no heart is on both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sinode_training.recordings import Records

FOLDS = 5
SHUFFLE_SEED = 2019
IN_BLOCKS = frozenset({"cpsc2019"})
"""CPSC2019 does not say whose hearts it holds, and neighbours are often one: 00007 and 00008, 00032 and 00033, 00054 to
00056 and others are even the same ten seconds. Its folds are blocks of neighbours; other data sets are shuffled."""


@dataclass(frozen=True)
class Split:
    """Records to learn from and records held out, per data set."""

    train: Records
    held_out: Records


def fold(records: Records, index: int) -> Split:
    """Fold `index` of five: every record is held out of exactly one."""
    held_out = {dataset: _held_out(dataset, names, index) for dataset, names in records.items()}
    train = {d: [name for name in names if name not in held_out[d]] for d, names in records.items()}
    return Split(train, held_out)


def _held_out(dataset: str, names: list[str], index: int) -> list[str]:
    if dataset in IN_BLOCKS:
        return [names[i] for i in np.array_split(np.arange(len(names)), FOLDS)[index]]
    order = np.random.default_rng((SHUFFLE_SEED, len(names))).permutation(len(names))
    return [names[i] for i in sorted(order[index::FOLDS])]


def final(records: Records) -> Split:
    """Everything but the LUDB records of fold 0, so that the model that ships has LUDB records it never saw."""
    first = fold(records, 0)
    return Split({**records, "ludb": first.train["ludb"]}, {"ludb": first.held_out["ludb"]})
