/// Bare charts that tests share.
enum BareCharts {
    static let light = """
        chart: traffic-light
        data: {rounds: 0}
        initial: red
        states:
          red: {on: {next: green}}
          green:
            entry: [{set: {rounds: rounds + 1}}]
            on: {next: {when: rounds < 3, to: red}, stop: over}
          over: {type: final}
          idle:

        """
}
