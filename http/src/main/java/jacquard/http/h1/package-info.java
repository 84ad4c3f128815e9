/** HTTP/1.1: framing and connections. */
package jacquard.http.h1;
