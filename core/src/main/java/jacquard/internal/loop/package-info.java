/** The loop engine: one carrier thread a core that also fires timers and polls I/O. */
package jacquard.internal.loop;
