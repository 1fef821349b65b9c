"""The training loop. The same seed and data give the same network, also when a training was cut off and resumed."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from sinode_training.batches import Batch
from sinode_training.files import write_atomically
from sinode_training.network import BeatNetwork
from sinode_training.validation import Counts, ValidationLead, validate


@dataclass(frozen=True)
class Recipe:
    """What decides a training, apart from its data."""

    steps: int
    seed: int = 1
    batch_size: int = 24
    peak_learning_rate: float = 3e-3
    weight_decay: float = 0.02
    warm_up_share: float = 0.2
    beat_weight: float = 3.0
    """How much more a step at an R-peak counts in the loss than one far from any."""
    average_decay: float = 0.998
    gradient_norm: float = 1.0
    checkpoint_seconds: float = 120.0
    log_every_steps: int = 50
    validate_every_steps: int = 1000


def learning_rate(step: int, recipe: Recipe) -> float:
    """One cycle: a half cosine up from a 25th of the peak, and down to nearly nothing."""
    warm_up = recipe.warm_up_share * recipe.steps
    low, high, last = recipe.peak_learning_rate / 25, recipe.peak_learning_rate, recipe.peak_learning_rate * 1e-3
    if step < warm_up:
        start, end, share = low, high, step / warm_up
    else:
        start, end, share = high, last, (step - warm_up) / max(recipe.steps - warm_up, 1)
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def beat_loss(logits: Tensor, batch: Batch, beat_weight: float) -> Tensor:
    """Binary cross-entropy against soft targets, over the labelled steps, with those near beats weighted up."""
    weight = batch.mask * (1 + (beat_weight - 1) * batch.target)
    per_step = functional.binary_cross_entropy_with_logits(logits, batch.target, reduction="none")
    return (weight * per_step).sum() / batch.mask.sum().clamp(min=1)


class Trainer:
    """A network in training, its moving average, and where it stands."""

    def __init__(self, recipe: Recipe, make_batch: Callable[[int], Batch]) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.step = 0
        # Channels last is what the processor's convolutions are fastest with.
        self.network: BeatNetwork = BeatNetwork().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average: BeatNetwork = copy.deepcopy(self.network).requires_grad_(False).eval()
        self._make_batch = make_batch
        self._optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=recipe.peak_learning_rate, weight_decay=recipe.weight_decay, betas=(0.9, 0.99)
        )

    def advance(self) -> float:
        """One step; returns its loss."""
        batch = self._make_batch(self.step)
        for group in self._optimizer.param_groups:
            group["lr"] = learning_rate(self.step, self.recipe)
        self.network.train()
        loss = beat_loss(self.network(batch.ecg), batch, self.recipe.beat_weight)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.gradient_norm)
        self._optimizer.step()
        self._update_average()
        self.step += 1
        return loss.item()

    @torch.no_grad()
    def _update_average(self) -> None:
        # At first the average would mostly hold the random start: let it forget that quickly.
        decay = min(self.recipe.average_decay, (1 + self.step) / (10 + self.step))
        current = self.network.state_dict()
        for name, value in self.average.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - decay)
            else:
                value.copy_(current[name])

    def save(self, path: Path) -> None:
        """Writes everything that `load` needs, in one stroke."""
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "recipe": self.recipe.__dict__,
        }
        write_atomically(path, lambda temporary: torch.save(state, temporary))

    def load(self, path: Path) -> None:
        """Goes on where `save` stood. The checkpoint must come from the same recipe."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        if state["recipe"] != self.recipe.__dict__:
            raise ValueError(f"{path} comes from another recipe; train without --resume to start afresh")
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])


def run_training(
    trainer: Trainer, checkpoint: Path, held_out: list[ValidationLead], say: Callable[[str], None]
) -> None:
    """Trains to the end of the recipe, with checkpoints, log lines and a validation now and then."""
    recipe = trainer.recipe
    started, first_step, saved = time.monotonic(), trainer.step, time.monotonic()
    recent = 0.0
    while trainer.step < recipe.steps:
        loss = trainer.advance()
        recent = loss if recent == 0 else 0.95 * recent + 0.05 * loss
        now = time.monotonic()
        if trainer.step % recipe.log_every_steps == 0:
            per_step = (now - started) / (trainer.step - first_step)
            minutes = per_step * (recipe.steps - trainer.step) / 60
            say(f"step {trainer.step}/{recipe.steps}  loss {recent:.4f}  {per_step:.3f} s/step  {minutes:.1f} min left")
        if now - saved > recipe.checkpoint_seconds or trainer.step == recipe.steps:
            trainer.save(checkpoint)
            saved = now
        if held_out and trainer.step % recipe.validate_every_steps == 0 and trainer.step < recipe.steps:
            say(f"step {trainer.step}  validation  {describe(validate(trainer.average, held_out))}")


def describe(totals: dict[str, Counts]) -> str:
    """One line of scores."""
    return "  ".join(
        f"{dataset} F1 {100 * c.f1:.2f} ({c.faultless_leads}/{c.leads} leads without a fault)"
        for dataset, c in totals.items()
    )
