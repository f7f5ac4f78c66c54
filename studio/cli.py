"""The command line: `hawker studio`, `moderate`, `serve`, `doctor`, `import`, `privacy`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from studio import __version__
from studio.core.errors import StudioError
from studio.core.paths import default_data_dir

BAD_USE = 2
FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the status to end with."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except StudioError as error:
        print(f"hawker: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hawker", description="A desktop studio for people who sell, teach or entertain live."
    )
    parser.add_argument("--version", action="version", version=f"hawker {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    studio = commands.add_parser("studio", help="open the streamer's window")
    _add_common(studio)
    studio.set_defaults(run=_studio)
    _add_moderate(commands)
    serve = commands.add_parser("serve", help="go live without a window; prints one JSON line")
    _add_common(serve)
    serve.add_argument(
        "--listen", default="", metavar="HOST:PORT", help="the viewer page's address"
    )
    serve.add_argument(
        "--for",
        dest="for_s",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="end after this long",
    )
    serve.add_argument("--record", default="", metavar="FILE", help="record to this MP4 file")
    serve.add_argument(
        "--timecode", action="store_true", help="write clock and frame number into the picture"
    )
    serve.set_defaults(run=_serve)
    doctor = commands.add_parser("doctor", help="what works here, what is missing, how to get it")
    doctor.add_argument("--json", action="store_true", help="for programs")
    doctor.add_argument(
        "--measure", action="store_true", help="time encoder and disk too, a few seconds"
    )
    doctor.add_argument("--data", type=Path, default=None, metavar="DIR", help="the data folder")
    doctor.set_defaults(run=_doctor)
    _add_import(commands)
    _add_privacy(commands)
    return parser


def _add_moderate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    moderate = commands.add_parser("moderate", help="open a moderator's window on a studio")
    moderate.add_argument("--data", type=Path, default=None, metavar="DIR", help="the data folder")
    moderate.add_argument(
        "--pair",
        default="",
        metavar="CODE@HOST:PORT",
        help="the invitation, as the streamer tells it; - to be asked for it",
    )
    moderate.set_defaults(run=_moderate)


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    importer = commands.add_parser("import", help="take over scenes of OBS Studio or Streamlabs")
    importer.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a scene collection (.json) or a profile (basic.ini)",
    )
    importer.add_argument(
        "--profile", type=Path, default=None, metavar="INI", help="the collection's basic.ini"
    )
    importer.add_argument("--json", action="store_true", help="for programs")
    importer.add_argument("--data", type=Path, default=None, metavar="DIR", help="the data folder")
    importer.set_defaults(run=_import)


def _add_privacy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    privacy = commands.add_parser("privacy", help="what is kept of people, and what was decided")
    acts = privacy.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="whether anybody changed the audit chain")
    verify.add_argument("--json", action="store_true", help="for programs")
    verify.set_defaults(run=_verify)
    rebuild = acts.add_parser(
        "rebuild", help="make what is shown anew from the event log; end the studio first"
    )
    rebuild.set_defaults(run=_rebuild)
    for act in (verify, rebuild):
        act.add_argument("--data", type=Path, default=None, metavar="DIR", help="the data folder")
        act.add_argument(
            "--database",
            default="",
            metavar="URL",
            help="a PostgreSQL database, not the file",
        )


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="open the demo show")
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="the data folder")


def _data_dir(options: argparse.Namespace) -> Path:
    chosen: Path | None = options.data
    data_dir = chosen.expanduser().absolute() if chosen is not None else default_data_dir()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudioError(f"cannot be made: {error.strerror}", f"--data {data_dir}") from error
    return data_dir


def _studio(options: argparse.Namespace) -> int:
    from studio.processes.window import open_window

    return open_window(_data_dir(options), is_demo=options.demo)


def _moderate(options: argparse.Namespace) -> int:
    from studio.processes.moderate import open_moderator

    return open_moderator(_data_dir(options), options.pair)


def _serve(options: argparse.Namespace) -> int:
    from studio.processes.serve import ServeOptions, serve

    return serve(
        ServeOptions(
            _data_dir(options),
            is_demo=options.demo,
            listen=options.listen,
            for_s=options.for_s,
            record=options.record,
            has_timecode=options.timecode,
        )
    )


def _doctor(options: argparse.Namespace) -> int:
    from studio.processes.doctor import doctor

    return doctor(_data_dir(options), is_json=options.json, is_measuring=options.measure)


def _import(options: argparse.Namespace) -> int:
    from studio.processes.import_show import import_show

    data_dir = _data_dir(options)
    return import_show(options.file, data_dir, profile=options.profile, is_json=options.json)


def _verify(options: argparse.Namespace) -> int:
    from studio.processes.privacy import verify_chain

    return verify_chain(_data_dir(options), options.database, is_json=options.json)


def _rebuild(options: argparse.Namespace) -> int:
    from studio.processes.privacy import rebuild

    return rebuild(_data_dir(options), options.database)


if __name__ == "__main__":
    raise SystemExit(main())
