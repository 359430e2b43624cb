package dev.weft.priors.thermal;

import static dev.weft.priors.Units.JOULE_PER_KELVIN;
import static dev.weft.priors.Units.KELVIN;
import static dev.weft.priors.Units.KELVIN_PER_WATT;
import static dev.weft.priors.Units.METRE;
import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.WATT;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;

/**
 * Describe a heated room by three temperatures, indoor air, envelope and heater:
 *
 * <pre>
 * Cᵢ·dTᵢ/dt = (Tₑ − Tᵢ)/Rᵢₑ + (Tₕ − Tᵢ)/Rᵢₕ + A_w·Φₛ
 * Cₑ·dTₑ/dt = (Tᵢ − Tₑ)/Rᵢₑ + (Tₐ − Tₑ)/Rₑₐ
 * Cₕ·dTₕ/dt = (Tᵢ − Tₕ)/Rᵢₕ + η·Φₕ
 * </pre>
 *
 * <p>The share η of the metered power that becomes heat in the room is ours; the source has 1, which it is at first.
 * Against {@link RcRoomTwoStates} the heater's own capacity delays its heat. Linear: a temperature scale with another
 * zero, such as °C, gives the same parameters.
 *
 * <p>Source: P. Bacher, H. Madsen, "Identifying suitable models for the heat dynamics of buildings", Energy and
 * Buildings 43, 2011, the model of interior, envelope and heater (TiTeTh). Nominal values: round figures for a light building of some 120
 * m² with electric radiators.
 */
public final class RcRoomThreeStates extends PhysicsPrior {
    public final Parameter indoorCapacity = parameter("indoorCapacity", JOULE_PER_KELVIN)
            .between(1e3, 1e10)
            .nominal(3.6e6)
            .steady()
            .meaning("heat capacity of air and furniture");
    public final Parameter envelopeCapacity = parameter("envelopeCapacity", JOULE_PER_KELVIN)
            .between(1e3, 1e11)
            .nominal(1.1e7)
            .steady()
            .meaning("heat capacity of the envelope");
    public final Parameter heaterCapacity = parameter("heaterCapacity", JOULE_PER_KELVIN)
            .between(1e2, 1e9)
            .nominal(3e5)
            .steady()
            .meaning("heat capacity of the heater");
    public final Parameter indoorResistance = parameter("indoorResistance", KELVIN_PER_WATT)
            .between(1e-6, 10)
            .nominal(9e-4)
            .meaning("thermal resistance between indoor air and envelope");
    public final Parameter outdoorResistance = parameter("outdoorResistance", KELVIN_PER_WATT)
            .between(1e-6, 10)
            .nominal(4.5e-3)
            .meaning("thermal resistance between envelope and outdoor air");
    public final Parameter heaterResistance = parameter("heaterResistance", KELVIN_PER_WATT)
            .between(1e-6, 10)
            .nominal(5e-3)
            .meaning("thermal resistance between heater and indoor air");
    public final Parameter windowArea = parameter("windowArea", METRE.pow(2))
            .between(0, 1e3)
            .nominal(6)
            .meaning("area through which all of the sun comes in");
    public final Parameter efficiency = parameter("efficiency", NUMBER)
            .between(0.1, 5)
            .nominal(1)
            .meaning("heat into the room per metered power; above 1 for a heat pump");
    public final State indoor =
            state("indoor", KELVIN).startsAt(293).within(3).meaning("temperature of the indoor air");
    public final State envelope =
            state("envelope", KELVIN).startsAt(290).within(5).meaning("temperature of the envelope");
    public final State heaterBody =
            state("heaterBody", KELVIN).startsAt(293).within(10).meaning("temperature of the heater");
    public final Input ambient = input("ambient", KELVIN).between(268, 293).meaning("temperature of the outdoor air");
    public final Input sun =
            input("sun", WATT.divide(METRE.pow(2))).orElse(0).between(0, 500).meaning("solar irradiance");
    public final Input heater = input("heater", WATT).between(0, 5000).meaning("metered power of the heater");

    public RcRoomThreeStates() {
        summary("A heated room: indoor air, envelope and heater, driven by ambient temperature, sun and heater power.");
        source("P. Bacher, H. Madsen, Identifying suitable models for the heat dynamics of buildings, Energy and"
                + " Buildings 43, 2011, model TiTeTh");
        sampling(300, 1440);
        Quantity fromEnvelope = envelope.minus(indoor).over(indoorResistance);
        Quantity fromHeater = heaterBody.minus(indoor).over(heaterResistance);
        Quantity fromOutside = ambient.minus(envelope).over(outdoorResistance);
        equation(
                indoor.rate(),
                fromEnvelope.plus(fromHeater).plus(windowArea.times(sun)).over(indoorCapacity));
        equation(envelope.rate(), fromOutside.minus(fromEnvelope).over(envelopeCapacity));
        equation(heaterBody.rate(), efficiency.times(heater).minus(fromHeater).over(heaterCapacity));
        output("indoor", indoor, 0.05, "temperature of the indoor air");
        invariant(
                "heat flows from warm to cold",
                fromEnvelope.times(envelope.minus(indoor)).plus(fromHeater.times(heaterBody.minus(indoor))));
    }
}
