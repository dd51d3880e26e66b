"""`python -m assistant <command>`: what the Makefile's targets call."""

from __future__ import annotations

import argparse
import sys

from assistant.errors import DataError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assistant", description="The assistant on Antwerp's 2016 invest seminar.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("train", help="train the model if anything it depends on has changed").add_argument(
        "--force", action="store_true", help="train even if nothing has changed"
    )
    run = commands.add_parser("run", help="start the assistant")
    run.add_argument("--host", default=None, help="the address to listen on (default: HOST, else 127.0.0.1)")
    shell = commands.add_parser("shell", help="talk to the assistant in the terminal")
    shell.add_argument("--plain", action="store_true", help="only what a visitor would see: no line on what was understood")
    shell.add_argument("--locale", default=None, help="the page's language, e.g. ko-KR")
    commands.add_parser("check", help="are facts, sentences and examples sound?")
    evaluate = commands.add_parser("evaluate", help="how well does it understand?")
    evaluate.add_argument("--errors", action="store_true", help="list every question that was not answered right")
    evaluate.add_argument("--on-page", action="store_true", help="ask as the widget does: with the locale of a page in the set's language")
    evaluate.add_argument("--record", action="store_true", help="record the figures of the project's own sets: a test fails when a language falls under them")
    evaluate.add_argument("sets", nargs="*", help="question sets (default: evaluation/questions/ and the shared dev sets)")
    commands.add_parser("learning-curve", help="would more examples help? trains on a growing part of them")
    baseline = commands.add_parser("baseline", help="how well does Rasa's default pipeline understand? takes long")
    baseline.add_argument("--languages", nargs="+", default=["en", "ko"], help="languages to train on and to ask in (default: en ko)")
    baseline.add_argument("--examples", type=int, default=40, help="examples of each label in each language, 0 for all (default: 40)")
    baseline.add_argument("--epochs", type=int, default=30, help="of training; Rasa's own default is 100 (default: 30)")
    benching = commands.add_parser("bench", help="how fast is it, and what does it take, beside Rasa's default bot? about half an hour")
    benching.add_argument("--only", nargs="+", choices=["default", "without_action", "action_server", "ours"], help="these bots; the others' figures stay")
    benching.add_argument("--in-turn", action="store_true", help="all of them in turn only, as they were trained; two minutes")
    reporting = commands.add_parser("report", help="what did visitors ask, and what could not be answered?")
    reporting.add_argument("--days", type=int, default=30, help="how far back (default: 30)")
    reporting.add_argument("--language", default=None, help="only what was answered in this language, e.g. ko")
    commands.add_parser("profile", help="where does a message's time go? a flame graph")
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    # Imported here: `check` must not wait for Rasa and TensorFlow to load.
    if options.command == "train":
        from assistant.cli.train import train

        return train(force=options.force)
    if options.command == "run":
        from assistant.cli.run import run

        return run(host=options.host)
    if options.command == "shell":
        from assistant.cli.shell import shell

        return shell(plain=options.plain, locale=options.locale)
    from assistant.cli.quiet import be_quiet

    be_quiet()  # what follows loads libraries into this process that warn of one another
    if options.command == "check":
        from assistant.cli.check import check

        return check()
    if options.command == "learning-curve":
        from assistant.cli.learning_curve import learning

        return learning()
    if options.command == "baseline":
        from assistant.cli.baseline import baseline

        return baseline(options.languages, options.examples, options.epochs)
    if options.command == "bench":
        from assistant.cli.bench import bench

        return bench(options.only, options.in_turn)
    if options.command == "report":
        from assistant.cli.report import report

        return report(options.days, options.language)
    if options.command == "profile":
        from assistant.cli.profile import profile

        return profile()
    from assistant.cli.evaluate import evaluate

    return evaluate(options.sets, errors=options.errors, recording=options.record, on_page=options.on_page)


if __name__ == "__main__":
    sys.exit(main())
