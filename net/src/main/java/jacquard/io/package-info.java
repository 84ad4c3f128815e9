/** Bytes: sources and sinks. */
package jacquard.io;
