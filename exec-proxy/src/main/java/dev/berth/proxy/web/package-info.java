/** What people read: pages and their parts, static files, words. Makes answers, sends none. */
@NullMarked
package dev.berth.proxy.web;

import org.jspecify.annotations.NullMarked;
