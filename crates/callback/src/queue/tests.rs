//! Lines, turns and places, without a clock or a socket.
