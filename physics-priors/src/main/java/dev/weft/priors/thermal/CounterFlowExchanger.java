package dev.weft.priors.thermal;

import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.KILOGRAM;
import static dev.weft.priors.Units.KILOGRAM_PER_SECOND;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.SECOND;
import static dev.weft.priors.Units.WATT_PER_KELVIN;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a counter-flow heat exchanger: the outlet temperatures follow those of its steady state, each with a lag.
 *
 * <p>With the transfer coefficient UA, the heat capacity rates C = ṁ·c and a = UA/C_hot, b = UA/C_cold, the heat that
 * passes at rest is q = UA·F/(1 + F·(a + b)/2)·(T_hot,in − T_cold,in), F = tanh(w)/w, w = (a − b)/2. This is the
 * effectiveness of a counter-flow exchanger, (1 − e^(−2w))/(1 − b/a·e^(−2w)), in a form with neither 0/0 at equal rates
 * nor an overflow; w² is raised by 1e-8, which changes q by less than 1e-8 of it. Then
 * τ·dT_out/dt = T_in ∓ q/C − T_out.
 *
 * <p>A flow below 1e-3 kg/s counts as that. Fouling lowers UA: watch it.
 *
 * <p>Source: F. P. Incropera, D. P. DeWitt, T. L. Bergman, A. S. Lavine, "Fundamentals of Heat and Mass Transfer", 6th
 * edition, 2007, section 11.4, equation 11.29a; the lags are ours. Nominal values: round figures for a plate exchanger for water, 30 kW.
 */
public final class CounterFlowExchanger extends PhysicsPrior {
    private static final double STANDING = 1e-3;
    private static final Quantity NEARLY_EQUAL = Quantity.of(1e-8, NUMBER);

    public final Parameter transfer = parameter("transfer", WATT_PER_KELVIN)
            .between(1, 1e7)
            .nominal(1000)
            .meaning("heat per difference of temperatures, UA; falls with fouling");
    public final Parameter hotHeat = parameter("hotHeat", JOULE_PER_KELVIN.divide(KILOGRAM))
            .between(500, 1.5e4)
            .nominal(4180)
            .steady()
            .meaning("specific heat of the hot fluid");
    public final Parameter coldHeat = parameter("coldHeat", JOULE_PER_KELVIN.divide(KILOGRAM))
            .between(500, 1.5e4)
            .nominal(4180)
            .steady()
            .meaning("specific heat of the cold fluid");
    public final Parameter hotLag = parameter("hotLag", SECOND)
            .between(0.1, 1e4)
            .nominal(15)
            .steady()
            .meaning("time constant of the hot outlet");
    public final Parameter coldLag = parameter("coldLag", SECOND)
            .between(0.1, 1e4)
            .nominal(20)
            .steady()
            .meaning("time constant of the cold outlet");
    public final State hotOutlet =
            state("hotOutlet", KELVIN).startsAt(320).within(10).meaning("temperature of the hot fluid that leaves");
    public final State coldOutlet =
            state("coldOutlet", KELVIN).startsAt(310).within(10).meaning("temperature of the cold fluid that leaves");
    public final Input hotInlet =
            input("hotInlet", KELVIN).between(330, 350).meaning("temperature of the hot fluid that enters");
    public final Input coldInlet =
            input("coldInlet", KELVIN).between(285, 295).meaning("temperature of the cold fluid that enters");
    public final Input hotFlow =
            input("hotFlow", KILOGRAM_PER_SECOND).between(0.1, 0.5).meaning("mass flow of the hot fluid");
    public final Input coldFlow =
            input("coldFlow", KILOGRAM_PER_SECOND).between(0.1, 0.5).meaning("mass flow of the cold fluid");

    public CounterFlowExchanger() {
        summary("A counter-flow heat exchanger: effectiveness by its number of transfer units, outlets with lags.");
        source("F. P. Incropera, D. P. DeWitt, T. L. Bergman, A. S. Lavine, Fundamentals of Heat and Mass Transfer,"
                + " 6th edition, 2007, section 11.4, equation 11.29a");
        sampling(2, 1000);
        Quantity hotRate = hotHeat.times(hotFlow.atLeast(STANDING));
        Quantity coldRate = coldHeat.times(coldFlow.atLeast(STANDING));
        Quantity a = transfer.over(hotRate);
        Quantity b = transfer.over(coldRate);
        Quantity w = a.minus(b).times(0.5).squared().plus(NEARLY_EQUAL).sqrt();
        Quantity form = w.tanh().over(w);
        Quantity between = Quantity.of(1, NUMBER).plus(form.times(a.plus(b).times(0.5)));
        Quantity difference = hotInlet.minus(coldInlet);
        Quantity heat = transfer.times(form).over(between).times(difference);

        equation(
                hotOutlet.rate(),
                hotInlet.minus(heat.over(hotRate)).minus(hotOutlet).over(hotLag));
        equation(
                coldOutlet.rate(),
                coldInlet.plus(heat.over(coldRate)).minus(coldOutlet).over(coldLag));
        output("hotOutlet", hotOutlet, 0.1, "temperature of the hot fluid that leaves");
        output("coldOutlet", coldOutlet, 0.1, "temperature of the cold fluid that leaves");
        invariant("heat flows from hot to cold", heat.times(difference));
    }
}
