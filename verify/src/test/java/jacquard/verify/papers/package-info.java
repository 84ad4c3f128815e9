/** What the papers say is so. */
package jacquard.verify.papers;
