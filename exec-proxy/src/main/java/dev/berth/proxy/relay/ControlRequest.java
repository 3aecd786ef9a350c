package dev.berth.proxy.relay;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.ComputerKey;

/**
 * A control socket ({@code _ctl?face=n}, subprotocol {@code berth}) that was let in; see {@link TerminalRequest}.
 *
 * @param pagePath path of the page it belongs to, with a slash at both ends
 */
public record ControlRequest(
        ComputerKey computer,
        String agent,
        long number,
        String pagePath,
        Principal principal,
        String remote,
        String requestId) {}
