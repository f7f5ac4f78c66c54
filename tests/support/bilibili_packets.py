"""bilibili's packets as the table of its frames says, written a second time and by hand."""

import json
import zlib
from typing import Any

import brotli


def packet(operation: int, body: bytes, packing: int = 0, sequence: int = 0) -> bytes:
    """Total, 16, packing, operation, sequence; everything big-endian."""
    total = (16 + len(body)).to_bytes(4, "big")
    rest = packing.to_bytes(2, "big") + operation.to_bytes(4, "big") + sequence.to_bytes(4, "big")
    return total + b"\x00\x10" + rest + body


def event(cmd: str, data: dict[str, Any]) -> bytes:
    """A packet of one event."""
    text = json.dumps({"cmd": f"LIVE_OPEN_PLATFORM_{cmd}", "data": data}, ensure_ascii=False)
    return packet(5, text.encode())


def packed(packets: bytes, packing: int) -> bytes:
    """Packets in a packet."""
    body = {2: zlib.compress, 3: brotli.compress}[packing](packets)
    return packet(5, body, packing)


PERSON = {"room_id": 7, "uid": 0, "open_id": "o200", "uname": "小本", "uface": "https://x/y.jpg"}
AT = {"timestamp": 1_700_000_000, "fans_medal_level": 3, "fans_medal_name": "泥"}


def words(message_id: str, text: str, **more: Any) -> dict[str, Any]:
    """The data of a DM."""
    return {
        **PERSON, **AT, "msg": text, "msg_id": message_id, "dm_type": 0, "emoji_img_url": "",
        "guard_level": 0, "fans_medal_wearing_status": True, "is_admin": 0, **more,
    }  # fmt: skip


def gift(message_id: str, **more: Any) -> dict[str, Any]:
    """The data of a SEND_GIFT."""
    return {
        **PERSON, **AT, "msg_id": message_id, "gift_id": 1, "gift_name": "辣条", "gift_num": 3,
        "price": 100, "r_price": 100, "paid": True, "guard_level": 0, "combo_gift": False, **more,
    }  # fmt: skip
