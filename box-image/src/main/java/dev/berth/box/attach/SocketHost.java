package dev.berth.box.attach;

import dev.berth.box.face.FaceId;

/** What the box around it does for a terminal's socket. On the event loop. */
public interface SocketHost {

    /** Dials the ttyd of this socket's role; news say when it is there. */
    void dial(AttachSocket socket, TtydLink.Listener listener);

    /** Somebody pressed a key. */
    void typed(AttachSocket socket);

    /** Anything that makes a program print an answer. */
    void touched(FaceId face);

    /** The proxy holds its browser; everything it ever sent is here. */
    void holds(AttachSocket socket);

    /** The proxy has let its browser go on. */
    void goesOn(AttachSocket socket);

    /** ttyd hung up: find out whether the session ended, and close with the right code. */
    void lost(AttachSocket socket);

    void left(AttachSocket socket);
}
