package dev.berth.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Options of terminal connections on both sides (proxy.md section 7): dead peers are found within 40 s, buffers stay small. */
final class Sockets {

    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int KEEP_IDLE_SECONDS = 30;
    private static final int KEEP_INTERVAL_SECONDS = 10;
    private static final int KEEP_COUNT = 3;
    private static final int USER_TIMEOUT_MILLIS = 40_000;

    private Sockets() {}

    /** A browser's connection from now on is a terminal. */
    static void tune(Channel browser) {
        browser.config().setWriteBufferWaterMark(MARKS);
        browser.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        browser.config().setOption(ChannelOption.TCP_NODELAY, true);
        if (browser instanceof EpollSocketChannel) {
            browser.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
            browser.config().setOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS);
            browser.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEP_COUNT);
            browser.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS);
        }
    }

    /** How to dial a box for this browser: on the same event loop, so that nothing in a relay needs a lock. */
    static Bootstrap towardsBox(Channel browser) {
        Bootstrap bootstrap = new Bootstrap()
                .group(browser.eventLoop())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true);
        if (!(browser instanceof EpollSocketChannel)) {
            return bootstrap.channel(NioSocketChannel.class);
        }
        return bootstrap
                .channel(EpollSocketChannel.class)
                .option(EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS)
                .option(EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS)
                .option(EpollChannelOption.TCP_KEEPCNT, KEEP_COUNT)
                .option(EpollChannelOption.TCP_USER_TIMEOUT, USER_TIMEOUT_MILLIS);
    }
}
