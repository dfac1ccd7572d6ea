module callveil

go 1.19
