"""The picture and the sound: capture, compose, mix, encode, fan out, record. No Qt, no SQL."""
