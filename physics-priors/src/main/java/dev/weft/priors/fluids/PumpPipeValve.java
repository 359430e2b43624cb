package dev.weft.priors.fluids;

import static dev.weft.priors.Units.CUBIC_METRE_PER_SECOND;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.SECOND;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a centrifugal pump that drives a column of liquid through a pipe and a valve.
 *
 * <pre>
 * I·dQ/dt = H − H_s − (k + k_v/o²)·Q·|Q|          H = n²·H₀ − a·Q·|Q|
 * </pre>
 *
 * <p>with the flow Q, the pump's head H at the speed n per rated speed, the static head H_s, the losses of pipe and valve
 * and the valve's opening o. The head at a speed follows from that at the rated one by the affinity laws, Q ~ n and
 * H ~ n². I = L/(g·A) is the inertia of the liquid in a rigid pipe. There is no check valve: at too small a speed the
 * liquid flows back. An opening below 2 % counts as that.
 *
 * <p>Source: F. M. White, "Fluid Mechanics", 7th edition, 2011, section 11.4 (similarity rules); E. B. Wylie, V. L.
 * Streeter, "Fluid Transients in Systems", 1993, on rigid columns. Nominal values: round figures for a pump for 20 m³/h at 25 m in 50 m of
 * pipe of 80 mm.
 */
public final class PumpPipeValve extends PhysicsPrior {
    private static final double SHUT = 0.02;

    public final Parameter shutoffHead = parameter("shutoffHead", METRE)
            .between(0.1, 1e3)
            .nominal(32)
            .meaning("head of the pump without flow, at rated speed; falls with wear");
    public final Parameter pumpLoss = parameter("pumpLoss", METRE.divide(CUBIC_METRE_PER_SECOND.pow(2)))
            .between(1, 1e10)
            .nominal(2.2e5)
            .meaning("what the pump's head loses per squared flow");
    public final Parameter staticHead = parameter("staticHead", METRE)
            .between(-100, 500)
            .nominal(8)
            .steady()
            .meaning("height and pressure the liquid is lifted against");
    public final Parameter pipeLoss = parameter("pipeLoss", METRE.divide(CUBIC_METRE_PER_SECOND.pow(2)))
            .between(1, 1e10)
            .nominal(1.5e5)
            .meaning("head the pipe takes per squared flow; grows as it fouls");
    public final Parameter valveLoss = parameter("valveLoss", METRE.divide(CUBIC_METRE_PER_SECOND.pow(2)))
            .between(1, 1e10)
            .nominal(5e4)
            .steady()
            .meaning("head the open valve takes per squared flow");
    public final Parameter inertia = parameter("inertia", SECOND.pow(2).divide(METRE.pow(2)))
            .between(0.1, 1e7)
            .nominal(1000)
            .steady()
            .meaning("inertia of the liquid: length per cross-section and gravity");
    public final State flow =
            state("flow", CUBIC_METRE_PER_SECOND).startsAt(5e-3).within(3e-3).meaning("flow in the pipe");
    public final Input speed = input("speed", NUMBER).between(0.7, 1.1).meaning("speed of the pump per rated speed");
    public final Input opening =
            input("opening", NUMBER).orElse(1).between(0.2, 1).meaning("opening of the valve: 1 open, 0 shut");

    public PumpPipeValve() {
        summary("A centrifugal pump of variable speed with a pipe and a valve; the liquid in the pipe has inertia.");
        source("F. M. White, Fluid Mechanics, 7th edition, 2011, section 11.4; E. B. Wylie, V. L. Streeter, Fluid"
                + " Transients in Systems, 1993");
        sampling(0.05, 1000);
        Quantity squared = flow.times(flow.abs());
        Quantity head = shutoffHead.times(speed.squared()).minus(pumpLoss.times(squared));
        Quantity loss = pipeLoss.plus(valveLoss.over(opening.atLeast(SHUT).squared()));
        equation(flow.rate(), head.minus(staticHead).minus(loss.times(squared)).over(inertia));
        output("flow", flow, 2e-5, "flow in the pipe");
        output("head", head, 0.1, "head of the pump");
        invariant("pipe and valve only take power", loss.times(squared).times(flow));
    }
}
