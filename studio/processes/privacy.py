"""`hawker privacy`: whether the audit chain is whole and draws were fair; all made anew."""

import sys
from pathlib import Path

import msgspec

from studio.core.errors import NotFoundError
from studio.core.paths import SETTINGS_FILE
from studio.core.secret_file import HUB_SECRETS, SecretFile
from studio.core.settings_file import load_settings
from studio.core.store_address import STORE_PASSWORD, with_password
from studio.privacy.audit_key import AUDIT_KEY_FILE, AuditKey
from studio.privacy.vault import MASTER_KEY_FILE, Vault, master_key
from studio.privacy.verify import Verified, verify
from studio.store.database import FILE_NAME, Database
from studio.store.store import Store


def verify_chain(data_dir: Path, url: str, *, is_json: bool) -> int:
    """Print what was found; status 0 when all of it is right, 1 when it is not.

    ``url`` empty: what the settings in the folder say. Raises NotFoundError where no show was
    ever kept.
    """
    url = url or _url_of(data_dir)
    if not (data_dir / AUDIT_KEY_FILE).exists() or not (url or (data_dir / FILE_NAME).exists()):
        raise NotFoundError("nothing was ever recorded here", str(data_dir))
    database = Database(url) if url else Database.in_folder(data_dir)
    try:
        found = verify(database, AuditKey.in_folder(data_dir))
    finally:
        database.close()
    if is_json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        print("\n".join(_words(found)))
    return 0 if found.is_whole else 1


def _url_of(data_dir: Path) -> str:
    """The database of the settings with its password; empty: the file in the folder."""
    url = load_settings(data_dir / SETTINGS_FILE).store.url
    return with_password(url, SecretFile(data_dir, HUB_SECRETS).get(STORE_PASSWORD)) if url else ""


def rebuild(data_dir: Path, url: str) -> int:
    """Make messages, persons and all other projections anew from the log; says of how much.

    Raises NotFoundError where no show was ever kept, UnavailableError while a hub writes there.
    """
    url = url or _url_of(data_dir)
    if not (data_dir / MASTER_KEY_FILE).exists() or not (url or (data_dir / FILE_NAME).exists()):
        raise NotFoundError("nothing was ever recorded here", str(data_dir))
    database = Database(url) if url else Database.in_folder(data_dir)
    try:
        vault = Vault(master_key(data_dir))
        count = Store(database, vault, AuditKey.in_folder(data_dir)).rebuild()
    finally:
        database.close()
    print(f"Made anew from {count} records.")
    return 0


def _words(found: Verified) -> list[str]:
    signed = f"{found.checkpoints} signatures, the last one at decision {found.signed_up_to}"
    lines = [f"{found.links} decisions, {signed}."]
    draws = found.draws
    if draws.drawn or draws.cancelled or draws.unfinished:
        ends = f"{draws.cancelled} called off, {draws.unfinished} promised and not ended"
        lines.append(f"{draws.drawn} lucky draws done again, {ends}.")
    lines += [f"Wrong: {fault}." for fault in (*found.faults, *draws.faults)]
    if found.is_whole:
        lines.append("Nothing was changed, left out or put in between.")
    return lines
