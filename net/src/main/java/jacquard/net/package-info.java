/**
 * TCP for tasks: {@link jacquard.net.TcpListener} accepts, {@link jacquard.net.TcpStream} reads and
 * writes, in blocking style; a waiting task holds no thread.
 *
 * <p>Every wait (connect, accept, read, write) ends when the task is cancelled or the deadline that
 * it runs under passes. None of them closes the socket, except a connect, whose socket nobody has
 * seen yet; and {@link java.lang.Thread#interrupt} ends a wait but never closes a socket, as it
 * does with the JDK's blocking channels.
 *
 * @memory What one task does before it ends a read (a write) of a stream happens-before what
 *     another does after it begins the next read (write) of that stream.
 */
package jacquard.net;
