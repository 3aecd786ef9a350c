package dev.berth.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks an HTTP server on 127.0.0.1 one question. {@code *.localhost} has an address in browsers but not in every
 * system's resolver, so the name goes into the Host header alone.
 */
public final class HttpProbe {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    private HttpProbe() {}

    /** An answer; status 0 when there was none. */
    public record Answer(int status, String body) {

        static final Answer NONE = new Answer(0, "");

        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    public static Answer get(int port, String host, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            // A program's question: it never counts as a visit, so it opens no face and wakes nothing.
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nAccept: application/json\r\nUser-Agent: berth-up\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return parse(answer);
        } catch (IOException silent) {
            return Answer.NONE;
        }
    }

    static Answer parse(String answer) {
        String[] words = answer.lines().findFirst().orElse("").split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            return Answer.NONE;
        }
        int body = answer.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(words[1]), body < 0 ? "" : answer.substring(body + 4));
    }
}
