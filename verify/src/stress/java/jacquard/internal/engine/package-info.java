/** JCStress tests of the wait point and of cancellation. */
package jacquard.internal.engine;
