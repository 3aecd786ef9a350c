package dev.berth.proxy.relay;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.ComputerKey;

/**
 * A terminal socket that was let in: Origin, Host and role have been checked, the face existed or is {@code 0}. Role and face are asked again from
 * the directory for as long as the socket lives.
 *
 * @param number of the face; 0 is the computer's standing console
 * @param visit the first socket of a page just opened: counts as its navigation
 * @param again a reconnect: its page already shows a screen of this face
 * @param utcOffsetMinutes the reader's offset from UTC, 0 if the page did not say
 * @param remote address of the client, for limits and logs
 * @param requestId stands in every log line about this socket
 */
public record TerminalRequest(
        ComputerKey computer,
        String agent,
        long number,
        Principal principal,
        boolean visit,
        boolean again,
        int utcOffsetMinutes,
        String remote,
        String requestId) {}
