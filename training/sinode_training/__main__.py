"""Command line: `python -m sinode_training <command> --help`."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from pathlib import Path

import torch

from sinode_training import splits
from sinode_training.batches import BatchMaker
from sinode_training.export import Provenance, write_model_folder
from sinode_training.files import write_json
from sinode_training.fingerprints import fingerprint_table
from sinode_training.parity import write_model_parity, write_parity
from sinode_training.recordings import Records, read_corrections, read_leads, training_records
from sinode_training.sources import make_source
from sinode_training.splits import Split
from sinode_training.train import Recipe, Trainer, describe, run_training
from sinode_training.validation import prepare_for_validation, validate

STEPS = 6000
DESCRIPTION = (
    "Finds the R-peak of every heartbeat in one lead of a surface ECG: a small fully convolutional U-Net of five "
    "scales, trained on parts of CPSC2019, LUDB and the MIT-BIH Arrhythmia Database with drawn noise, motion and "
    "rhythm changes."
)
FINAL_SPLIT = (
    "The final network learns from all 60 development records of CPSC2019, 120 of the 150 development records of LUDB "
    "(the other 30, listed under heldOut, were never shown to it) and the 24 development records of MITDB; the 11 "
    "MITDB test records were never read. The recipe was judged by five-fold cross-validation over whole records, those "
    "of CPSC2019 in blocks of neighbouring numbers, which often hold the same heart."
)


def say(text: str) -> None:
    """Progress goes to stderr, results to stdout."""
    print(text, file=sys.stderr, flush=True)


def train_model(arguments: argparse.Namespace, split: Split, name: str, split_text: str, runs: Path, out: Path) -> None:
    """From data to a model folder, with the scores on the held-out records beside it."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    say(f"{name}: reading {sum(map(len, split.train.values()))} records")
    leads = read_leads(arguments.data, split.train)
    if arguments.corrections is not None:
        leads += read_corrections(arguments.corrections)
    held_out = prepare_for_validation(read_leads(arguments.data, split.held_out))
    batches = BatchMaker([make_source(lead) for lead in leads], Recipe.batch_size, arguments.seed)
    trainer = Trainer(Recipe(steps=arguments.steps, seed=arguments.seed), batches.make)
    checkpoint = runs / "checkpoint.pt"
    if arguments.resume and checkpoint.exists():
        trainer.load(checkpoint)
        say(f"{name}: going on at step {trainer.step}")
    run_training(trainer, checkpoint, held_out, lambda text: say(f"{name}: {text}"))

    provenance = Provenance(
        name=name,
        description=DESCRIPTION,
        command=f"python -m sinode_training {shlex.join(a for a in sys.argv[1:] if a != '--resume')}",
        seed=arguments.seed,
        steps=arguments.steps,
        split=split_text,
        leads=leads,
        held_out=split.held_out,
    )
    write_model_folder(trainer.average, provenance, out)
    totals = validate(trainer.average, held_out)
    write_json(runs / "validation.json", {d: counts.as_json() for d, counts in totals.items()})
    say(f"{name}: done  {describe(totals)}")


def command_train(arguments: argparse.Namespace) -> None:
    """Trains the network that ships."""
    split = splits.final(training_records(arguments.data))
    train_model(arguments, split, arguments.out.name, FINAL_SPLIT, arguments.runs / arguments.out.name, arguments.out)


def command_folds(arguments: argparse.Namespace) -> None:
    """Trains one network per fold, each blind to a fifth of the records."""
    records: Records = training_records(arguments.data)
    for index in arguments.folds:
        split = splits.fold(records, index)
        text = (
            f"Fold {index + 1} of {splits.FOLDS} of the development records: whole records, drawn with a fixed seed "
            "(CPSC2019: neighbours, which may share a heart); heldOut lists those that this network never saw."
        )
        folder = arguments.runs / f"fold-{index}"
        train_model(arguments, split, f"fold-{index}", text, folder, folder)


def command_parity(arguments: argparse.Namespace) -> None:
    """Writes the parity fixture."""
    write_parity(arguments.out, arguments.model)


def command_model_parity(arguments: argparse.Namespace) -> None:
    """Writes parity.json into a model folder."""
    write_model_parity(arguments.model)


def command_fingerprints(arguments: argparse.Namespace) -> None:
    """Prints the fingerprint of every development lead."""
    leads = read_leads(arguments.data, training_records(arguments.data))
    print(json.dumps(fingerprint_table(leads), indent=1))


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sinode_training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def with_data(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--data", type=Path, required=True, help="folder with cpsc2019/, ludb/, mitdb/, splits.json"
        )
        return command

    def with_training(name: str, text: str) -> argparse.ArgumentParser:
        command = with_data(name, text)
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--steps", type=int, default=STEPS)
        command.add_argument("--runs", type=Path, default=Path("runs"), help="checkpoints and folds (default: runs)")
        command.add_argument("--corrections", type=Path, help="what `sinode datasets export corrections` wrote")
        command.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
        return command

    train = with_training("train", "Train the model that ships, from data to model folder.")
    train.add_argument("--out", type=Path, required=True, help="model folder to write")
    train.set_defaults(run=command_train)

    folds = with_training("folds", "Train five cross-validation models in runs/fold-0 to fold-4.")
    folds.add_argument("--folds", type=int, nargs="+", default=list(range(splits.FOLDS)), choices=range(splits.FOLDS))
    folds.set_defaults(run=command_folds)

    parity = commands.add_parser("parity", help="Write the fixture that the TypeScript side is checked against.")
    parity.add_argument("--out", type=Path, required=True)
    parity.add_argument("--model", type=Path, help="model folder; without it, no probabilities")
    parity.set_defaults(run=command_parity)

    model_parity = commands.add_parser("model-parity", help="Write the parity.json by which a server checks a model.")
    model_parity.add_argument("model", type=Path, help="model folder")
    model_parity.set_defaults(run=command_model_parity)

    fingerprints = with_data("fingerprints", "Print the fingerprint of every development lead as JSON.")
    fingerprints.set_defaults(run=command_fingerprints)
    return parser


def main() -> None:
    """Entry point."""
    arguments = build_parser().parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
